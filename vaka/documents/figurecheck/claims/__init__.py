"""What a Swedish sentence claims of a table's cells, and whether the table bears it out.

A sentence is seen against each table, as it stands and on its side (`frames`): names of rows and
columns, times and figures become marks in it (`scenes`), and small patterns over the marks give
claims. Each claim is judged in every reading of which rows and columns are meant; `rules/telling`
speaks only when it is wrong in all of them and its subjects are bound for certain.
"""
