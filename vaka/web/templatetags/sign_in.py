"""`{% load demo %}`: the cast on the sign-in page."""

from django import template

from vaka.web import demo

register = template.Library()


@register.simple_tag(takes_context=True)
def demo_cast(context: template.Context) -> list[demo.Member]:
    """Give the cast when one-click sign-in is open to this request, else nobody."""
    return demo.cast() if demo.is_open(context["request"]) else []
