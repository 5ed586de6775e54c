#include "formats/nist_tree.h"

#include "base/json_lines.h"
#include "formats/nist_results.h"

#include <fmt/format.h>

namespace recanvass::formats {
namespace {

std::string key_of_attribute(std::string_view attribute) {
  if (attribute == "ObjectId") return "@id";
  return attribute == "type" ? "@type" : std::string(attribute);
}

std::string_view trimmed_of_space(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

void XmlTreeBuilder::start(std::string_view name, const std::vector<XmlAttribute>& attributes,
                           std::int64_t line) {
  Element element{std::string(name), base::Json::object(), "", line};
  for (const XmlAttribute& attribute : attributes) {
    // White space around an id is no part of it (XML Schema, xs:ID); published files have some.
    const bool is_id = attribute.name == "ObjectId";
    element.members[key_of_attribute(attribute.name)] =
        is_id ? std::string(trimmed_of_space(attribute.value)) : attribute.value;
  }
  open_.push_back(std::move(element));
}

// Closed elements become members of the one around them.
void XmlTreeBuilder::end(std::string_view, std::int64_t) {
  Element closed = std::move(open_.back());
  open_.pop_back();
  const std::string text(trimmed_of_space(closed.text));
  base::Json value;
  if (closed.members.empty()) {
    value = text;
  } else {
    if (!text.empty()) closed.members["Content"] = text;
    closed.members[base::kLineMember] = closed.line;
    value = std::move(closed.members);
  }
  base::Json& members = open_.back().members;
  const auto found = members.find(closed.name);
  if (found == members.end()) {
    members[closed.name] = std::move(value);
    return;
  }
  if (!found->is_array()) *found = base::Json::array({*found});
  found->push_back(std::move(value));
}

base::Json XmlTreeBuilder::take() {
  base::Json built = std::move(open_.front().members);
  open_.clear();
  open_.push_back({"", base::Json::object(), "", 0});
  return built;
}

void XmlRecords::start(std::string_view name, const std::vector<XmlAttribute>& attributes,
                       std::int64_t line) {
  if (++depth_ > 1) record_.start(name, attributes, line);
}

void XmlRecords::text(std::string_view characters) {
  if (depth_ > 1) record_.text(characters);
}

void XmlRecords::end(std::string_view name, std::int64_t line) {
  if (depth_-- <= 1) return;
  record_.end(name, line);
  if (depth_ != 1) return;
  base::Json built = record_.take();
  take_(name, std::move(built.begin().value()));
}

std::vector<const base::Json*> items_of(const base::Json& object, const char* key) {
  std::vector<const base::Json*> items;
  if (!object.is_object()) return items;
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return items;
  if (!found->is_array()) return {&*found};
  for (const base::Json& item : *found) items.push_back(&item);
  return items;
}

std::string text_of(const base::Json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number_integer()) return fmt::to_string(found->get<std::int64_t>());
  if (found->is_object()) return text_of(*found, "Content");
  return {};
}

const base::Json* object_of(const base::Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? &*found : nullptr;
}

base::Result<base::Json> nist_tree_of_xml(std::string_view bytes, const std::string& file) {
  XmlTreeBuilder builder;
  const base::Problems syntax = read_xml(bytes, file, builder);
  if (!syntax.empty()) return syntax;
  return builder.take();
}

}  // namespace recanvass::formats
