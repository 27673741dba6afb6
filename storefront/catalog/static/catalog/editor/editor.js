// The product's page. Each part finds its own place and does nothing where there is none.
import "./axes.js";
import "./fill.js";
import "./focus.js";
import "./gallery.js";
import "./guard.js";
import "./languages.js";
import "./margin.js";
import "./pictures.js";
import "./seo.js";
import "./tags.js";
import "./categories.js";
