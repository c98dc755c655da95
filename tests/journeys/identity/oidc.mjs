// An identity provider for the walks: asks who one is and at which level, as a municipality's would.
// Run as: node oidc.mjs PORT VAKA_ADDRESS
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const [port, vaka] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const LEVELS = ["http://id.sambi.se/loa/loa2", "http://id.sambi.se/loa/loa3"];

const provider = new Provider(issuer, {
  clients: [{
    client_id: "vaka", client_secret: "walks-only-secret-of-thirty-two-signs",
    redirect_uris: [`${vaka}/logga-in/kommunen/svar/`],
    post_logout_redirect_uris: [`${vaka}/logga-in/`],
  }],
  acrValues: LEVELS,
  claims: { openid: ["sub"], hsa: ["employeeHsaId"], acr: null, auth_time: null },
  cookies: { keys: ["only of the walks"] },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => {
        ctx.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Ja, logga ut</button>`);
      },
    },
  },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, employeeHsaId: id }) }),
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid hsa");
    await grant.save();
    return grant;
  },
  interactions: { url: (_, interaction) => `/fraga/${interaction.uid}` },
});

function page(inside) {
  return `<!doctype html><html lang="sv"><title>Kommunens inloggning</title><h1>Kommunens inloggning</h1>${inside}</html>`;
}

const FORM = page(`<form method="post"><label>HSA-id <input name="id"></label>
<label>Nivå <select name="level">${["", ...LEVELS].map((one) => `<option>${one}</option>`).join("")}</select></label>
<button name="act" value="in">Logga in</button> <button name="act" value="stop">Avbryt</button></form>`);

async function answer(request, response) {
  if (request.method === "GET") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    return response.end(FORM);
  }
  let text = "";
  for await (const part of request) text += part;
  const told = new URLSearchParams(text);
  const result = told.get("act") === "stop"
    ? { error: "access_denied", error_description: "stopped" }
    : { login: { accountId: told.get("id"), ...(told.get("level") && { acr: told.get("level") }) } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const oidc = provider.callback();
createServer((request, response) => {
  if (request.url === "/favicon.ico") return response.writeHead(204).end();
  if (!request.url.startsWith("/fraga/")) return oidc(request, response);
  return answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
}).listen(Number(port), "127.0.0.1");
