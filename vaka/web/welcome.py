"""The one-time link: whoever was invited chooses a password and is signed in."""

from django import forms
from django.contrib.auth import login
from django.contrib.auth.forms import BaseUserCreationForm, SetPasswordForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from vaka.foundation.access.actions import SpentLink, person_of_link, use_link
from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.people.models import Person
from vaka.web.demo import BACKEND
