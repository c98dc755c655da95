"""The demo municipality: an invented `Vaka kommun` of the published size."""
