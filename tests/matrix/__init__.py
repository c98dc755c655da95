"""Who gets in where: every address, action and query of every area as every member of the cast.

The rows are generated from the code and tried on the demo municipality, on a day that stands still,
against what Almen and Björken have. Who came in, and what they met there, stands in `expected/`,
one file an area, so that a change of who may do what is a line to read in review.
`python -m tests.matrix check|write|sites` runs it by hand.
"""
