"""Addresses of the frame itself."""

from django.urls import path

from vaka.web import demo, gallery, health, search, sign_in, theme, welcome

app_name = "web"

urlpatterns = [
    path("halsa/liv/", health.alive, name="alive"),
    path("halsa/redo/", health.ready, name="ready"),
    path(".well-known/security.txt", health.security_txt, name="security_txt"),
    path("sok/", search.show, name="search"),
    path("utseende/", theme.choose, name="theme"),
    path("stilguide/", gallery.show, name="gallery"),
    path("valkommen/<str:secret>/", welcome.first_password, name="first_password"),
    path("prova/", demo.sign_in, name="demo_sign_in"),
    path("bekrafta/", sign_in.confirm, name="confirm"),
    path("logga-in/<slug:code>/", sign_in.to_service, name="to_service"),
    path("logga-in/<slug:code>/svar/", sign_in.from_service, name="from_service"),
    path("logga-in/<slug:code>/ut/", sign_in.saml_out, name="saml_out"),
    path("logga-in/<slug:code>/metadata/", sign_in.saml_metadata, name="saml_metadata"),
    path("logga-ut/", sign_in.out, name="sign_out"),
]
