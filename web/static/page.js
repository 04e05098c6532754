// Every page works without scripts; these are what is added to all pages.
import "./copy.js";
import "./reader.js";
import "./suggest.js";
import "./swap.js";
import "./theme.js";
