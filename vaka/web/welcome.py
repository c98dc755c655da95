"""The one-time link: whoever was invited chooses a password and is signed in."""

from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from vaka.foundation.access import second_step
from vaka.foundation.access.actions import SpentLink, person_of_link, use_link
from vaka.foundation.access.middleware import open_to_all
from vaka.web.demo import BACKEND


@open_to_all
@never_cache
def first_password(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the form; a good password uses the link up, signs in and opens the start page.

    A link that is used, old or unknown says so with 404 and tells nothing else.
    """
    try:
        person = person_of_link(secret)
        form = SetPasswordForm(person, request.POST or None)
        if request.method == "POST" and form.is_valid():
            signed_in = use_link(secret=secret, password=form.cleaned_data["new_password1"])
            login(request, signed_in, backend=BACKEND)
            second_step.mark(request, signed_in)
            return HttpResponseRedirect("/")
    except SpentLink:
        return render(request, "account/link_used.html", status=404)
    context = {"form": form, "person": person}
    return render(request, "account/first_password.html", context)
