"""`corrobora scale`: Parquet in and out, on one machine's processes or on a Spark cluster; the rows are the same."""
