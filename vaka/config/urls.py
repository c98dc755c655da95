"""Root addresses: each area brings its own `urls`, found by folder."""

from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

from vaka.config.discovery import modules_named


def _found() -> list[URLPattern | URLResolver]:
    own = "vaka.config.urls"
    names = [name for name in modules_named("urls") if name != own]
    return [path(getattr(import_module(name), "prefix", ""), include(name)) for name in names]


urlpatterns = _found()

handler400 = "vaka.web.errors.bad_request"
handler403 = "vaka.web.errors.forbidden"
handler404 = "vaka.web.errors.not_found"
handler500 = "vaka.web.errors.server_error"
