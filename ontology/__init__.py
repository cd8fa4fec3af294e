"""The fact schema as the graph's vocabulary, and the value types that both other rooms read."""
