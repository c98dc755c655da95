"""Documents: one source, three formats.

The way through the package: a template and verbs become a `Manuscript` (`template.render`), the
manuscript with its letterhead is a `ReportSource`, and `compile.compile_report` (or, under time
and memory limits, `worker.compile_in_worker`) writes NAME.pdf, NAME.docx, NAME.html and
NAME.data.json. Storey 3: knows neither Django nor the foundation.
"""
