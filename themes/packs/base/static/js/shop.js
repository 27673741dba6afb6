// Loaded on every page: each import is one behaviour.
import "./me.js";
import "./drawer.js";
import "./language.js";
