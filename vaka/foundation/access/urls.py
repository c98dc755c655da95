"""Sign-in and what belongs to one's own account; from allauth only what is used."""

from allauth.account import views
from allauth.mfa.base import views as step_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as key_views
from django.urls import include, path, reverse_lazy

from vaka.foundation.access import absence_views
from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.access.sessions import confirmed

absence = [
    path("", absence_views.listing, name="absence"),
    path("<uuid:absence_id>/avsluta/", absence_views.end, name="end_absence"),
]
to_steps = {"success_url": reverse_lazy("mfa_index")}
remove_app = app_views.DeactivateTOTPView.as_view(**to_steps)
remove_key = key_views.RemoveWebAuthnView.as_view(**to_steps)
second_step = [
    path("", step_views.index, name="mfa_index"),
    path("app/", confirmed(app_views.activate_totp), name="mfa_activate_totp"),
    path("app/ta-bort/", confirmed(remove_app), name="mfa_deactivate_totp"),
    path("nyckel/", confirmed(key_views.add_webauthn), name="mfa_add_webauthn"),
    path("nyckel/<int:pk>/ta-bort/", confirmed(remove_key), name="mfa_remove_webauthn"),
    path("reservkoder/", code_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("reservkoder/nya/", confirmed(code_views.generate_recovery_codes),
         name="mfa_generate_recovery_codes"),
]  # fmt: skip
urlpatterns = [
    path("franvaro/", include((absence, "access"))),
    path("logga-in/", open_to_all(views.login), name="account_login"),
    path("konto/losenord/", views.password_change, name="account_change_password"),
    path("konto/nytt-losenord/", views.password_set, name="account_set_password"),
    path("konto/andra-steget/", include(second_step)),
    path("konto/in/kod/", open_to_all(step_views.authenticate), name="mfa_authenticate"),
    path("konto/in/nyckel/", open_to_all(key_views.login_webauthn), name="mfa_login_webauthn"),
]
