"""Charts as data (``spec``) and as SVG (``svg``): no clock, no random order, text in whatever CJK font there is."""
