// HTML from templates: fields in as JSON values, figures already as words. The page shell carries
// its style sheet and forbids everything else by its content security policy: no scripts, no
// requests. Pages: brief_page.h.
#pragma once

#include "base/json.h"

#include <string>
#include <string_view>

namespace recanvass::report {

/// `words` safe inside an element or a quoted attribute, of HTML or SVG.
[[nodiscard]] std::string escape_html(std::string_view words);

/// Fills a template of src/report/templates by name ("brief.mustache"); partials are found there
/// too. Text is escaped, except in {{{three braces}}}, which are for markup of our own making.
/// null, false, "" and [] are all absent. A number, an unknown template or a fault in one is a
/// broken invariant: numbers become words in C++.
[[nodiscard]] std::string fill_template(std::string_view name, const base::Json& fields);

/// The text of a file of src/report/templates; empty when there is none.
[[nodiscard]] std::string template_text(std::string_view name);

/// What a content security policy calls the one style sheet that a page allows: the SHA-256 of its
/// text in base64.
[[nodiscard]] std::string style_hash(std::string_view css);

/// One whole document, self-contained.
struct Page {
  std::string title;
  std::string generator;  ///< who may overwrite the file; see workflow/brief.h
  std::string body;  ///< markup of <main>, already escaped
};
[[nodiscard]] std::string render_page(const Page& page);

}  // namespace recanvass::report
