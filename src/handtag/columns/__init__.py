"""Work on whole columns of data frames (Polars, numpy) that the domain would do line by line. Rules stay in the domain: nothing here
answers a question of its own."""
