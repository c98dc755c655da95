"""`{% load sign_in %}`: what the sign-in page offers beside a password."""

from django import template
from django.conf import settings

from vaka.foundation.access import second_step
from vaka.foundation.access.identity_services import Service
from vaka.web import demo

register = template.Library()


@register.simple_tag(takes_context=True)
def demo_cast(context: template.Context) -> list[demo.Member]:
    """Give the cast when one-click sign-in is open to this request, else nobody."""
    return demo.cast() if demo.is_open(context["request"]) else []


@register.simple_tag
def identity_services() -> tuple[Service, ...]:
    """Give the municipality's own identity services."""
    services: tuple[Service, ...] = settings.IDENTITY_SERVICES
    return services


@register.simple_tag(takes_context=True)
def lacks_second_step(context: template.Context) -> bool:
    """Say whether whoever is signed in must still add a second step."""
    return second_step.lacks(context["request"])


@register.simple_tag
def keys_are_kept() -> bool:
    """Say whether anybody can sign in by a passkey."""
    return second_step.keys_are_kept()
