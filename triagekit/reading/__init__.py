"""What several analyzers share: the exchange builder, times, texts, carried items. Knows no artifact form."""
