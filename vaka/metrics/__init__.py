"""What is measured: typed definitions over fact tables, and the engine that evaluates them."""
