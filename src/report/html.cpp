#include "report/html.h"

#include "base/check.h"
#include "base/embedded.h"
#include "base/sha256.h"

#include <kainjow/mustache.hpp>

#include <cstdint>
#include <vector>

namespace recanvass::embedded {
std::vector<base::EmbeddedFile> templates();
}

namespace recanvass::report {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

data field_of(const base::Json& value) {
  RECANVASS_CHECK(!value.is_number());
  if (value.is_boolean()) return data(value.get<bool>());
  if (value.is_string() && !value.get_ref<const std::string&>().empty()) {
    return data(value.get<std::string>());
  }
  if (value.is_array()) {
    data list(data::type::list);
    for (const base::Json& item : value) list.push_back(field_of(item));
    return list;
  }
  if (value.is_object()) {
    data object(data::type::object);
    for (const auto& [key, item] : value.items()) object.set(key, field_of(item));
    return object;
  }
  return data(false);
}

void add_partials(data& fields) {
  constexpr std::string_view kEnd = ".mustache";
  for (const base::EmbeddedFile& file : embedded::templates()) {
    if (!file.path.ends_with(kEnd)) continue;
    const std::string text(file.text);
    fields.set(std::string(file.path.substr(0, file.path.size() - kEnd.size())),
               data(kainjow::mustache::partial([text] { return text; })));
  }
}

// RFC 4648 section 4; only for the hash in the content security policy.
std::string base64(const base::Sha256& bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) group = group << 8U | (k < left ? bytes[i + k] : 0U);
    for (std::size_t k = 0; k < 4; ++k) {
      out += k <= left ? kDigits[group >> (18U - 6U * k) & 63U] : '=';
    }
  }
  return out;
}

}  // namespace

std::string escape_html(std::string_view words) {
  return kainjow::mustache::html_escape(std::string(words));
}

std::string template_text(std::string_view name) {
  for (const base::EmbeddedFile& file : embedded::templates()) {
    if (file.path == name) return std::string(file.text);
  }
  return {};
}

std::string style_hash(std::string_view css) { return base64(base::sha256(css)); }

std::string fill_template(std::string_view name, const base::Json& fields) {
  mustache text(template_text(name));
  RECANVASS_CHECK(text.is_valid() && !template_text(name).empty());
  data filled = field_of(fields);
  add_partials(filled);
  std::string out = text.render(filled);
  RECANVASS_CHECK(text.is_valid());
  return out;
}

std::string render_page(const Page& page) {
  const std::string style = template_text("style.css");
  return fill_template("page.mustache", {{"title", page.title},
                                         {"generator", page.generator},
                                         {"style", style},
                                         {"style_hash", style_hash(style)},
                                         {"body", page.body}});
}

}  // namespace recanvass::report
