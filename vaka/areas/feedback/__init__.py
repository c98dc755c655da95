"""Views, proposals, complaints and praise from those who use the services."""
