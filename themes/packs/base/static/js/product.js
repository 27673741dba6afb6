// The product page: each import is one behaviour.
import "./gallery.js";
import "./variants.js";
import "./quantity.js";
import "./buy.js";
