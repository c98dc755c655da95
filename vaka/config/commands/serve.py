"""`vaka serve`: the product: web and worker, watched over."""

import click

from vaka.config.outcome import Outcome, Refusal, Session


@click.command(help="Kör Vaka: webb och arbetare, som startas om ifall de dör.")
@click.option("--only", type=click.Choice(["web", "worker"]), help="Kör bara den ena delen.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adress att svara på.")
@click.option("--port", default=8000, show_default=True, help="Port att svara på.")
@click.pass_obj
def command(session: Session, only: str | None, host: str, port: int) -> Outcome:
    """Run until SIGTERM or SIGINT."""
    from vaka.config import product

    if only == "worker":
        product.start(session)
        return _worker()
    product.start(session)
    return serve(session, host, port, only or "")


def serve(session: Session, host: str, port: int, only: str = "") -> Outcome:
    """Supervise the children; the database has been brought up. Raises Refusal."""
    from vaka.config import supervise

    if not supervise.port_is_free(host, port):
        raise Refusal("port_taken", f"Porten {port} är upptagen.", "Välj en annan med --port.")
    supervise.allow_host(host)
    family = supervise.children(session.data_dir, host, port, only)
    supervise.Supervisor(family, session.say).run(
        lambda: supervise.tell_when_answering(host, port, session.say)
    )
    return Outcome({"stopped": True}, "Vaka är stoppad.")


def _worker() -> Outcome:
    from vaka.config import worker

    try:
        worker.run()
    except worker.WorkerAlreadyRuns:
        raise Refusal("worker_runs", "En arbetare kör redan på datakatalogen.",
                      "Stoppa den andra först.") from None  # fmt: skip
    return Outcome({"stopped": True})
