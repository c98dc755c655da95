"""The peer's one address: a stock admin of cases, open to whoever asks on this machine."""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.loading.peer_settings")
if not settings.configured:
    django.setup()

from django.contrib import admin
from django.core.handlers.wsgi import WSGIHandler
from django.urls import path

from vaka.foundation.cases.models import Case
from vaka.foundation.people.models import Person


class Site(admin.AdminSite):
    """Lets anybody in."""

    def has_permission(self, request):
        """Say yes."""
        return True


class CaseAdmin(admin.ModelAdmin):
    """What a developer writes who wants a list that can be worked with."""

    list_display = ("reference", "title", "kind", "state", "unit", "owner", "opened_at")
    list_filter = ("kind", "state", "unit")
    list_select_related = ("unit", "owner")
    search_fields = ("reference", "title")
    date_hierarchy = "opened_at"
    raw_id_fields = ("owner",)


def somebody(answer):
    """Let every request be of one person who may all."""

    def answered(request):
        person = Person.objects.order_by("pk").first()
        person.is_staff = person.is_superuser = True
        person.has_perm = person.has_module_perms = lambda *_: True
        request.user = person
        return answer(request)

    return answered


site = Site()
site.register(Case, CaseAdmin)
urlpatterns = [path("admin/", site.urls)]
application = WSGIHandler()
