"""The search for plans. Its kernels have a folder, so that only their changes compile them anew."""
