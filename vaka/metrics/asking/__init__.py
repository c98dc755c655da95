"""Finds a measure by what a person means, typed in Swedish, with nothing sent anywhere.

`hearing` takes a question apart (period, unit, cuts, the rest), `ranking` says which measures the
rest may mean, `answer` puts them together and says how sure it is. `glossary.toml` has the words.
"""

from vaka.metrics.asking.answer import Answer, Match, Surety, find
from vaka.metrics.asking.hearing import Heard, Place

__all__ = ["Answer", "Heard", "Match", "Place", "Surety", "find"]
