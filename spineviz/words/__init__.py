"""The only room with language: names, sentences, bands, differences."""
