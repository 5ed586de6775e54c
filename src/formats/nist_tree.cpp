#include "base/json_lines.h"
#include "formats/nist_results.h"
#include "formats/xml_events.h"

namespace recanvass::formats {
namespace {

// Builds the tree from the events. Closed elements become members of the one around them.
class TreeBuilder : public XmlListener {
 public:
  TreeBuilder() { open_.push_back({"", base::Json::object(), "", 0}); }

  void start(std::string_view name, const std::vector<XmlAttribute>& attributes,
             std::int64_t line) override {
    Element element{std::string(name), base::Json::object(), "", line};
    for (const XmlAttribute& attribute : attributes) {
      // White space around an id is no part of it (XML Schema, xs:ID); published files have some.
      const bool is_id = attribute.name == "ObjectId";
      element.members[key_of(attribute.name)] =
          is_id ? std::string(trimmed_of_space(attribute.value)) : attribute.value;
    }
    open_.push_back(std::move(element));
  }

  void text(std::string_view characters) override { open_.back().text += characters; }

  void end(std::string_view, std::int64_t) override {
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

  base::Json take() { return std::move(open_.front().members); }

 private:
  struct Element {
    std::string name;
    base::Json members;
    std::string text;
    std::int64_t line = 0;
  };

  static std::string key_of(std::string_view attribute) {
    if (attribute == "ObjectId") return "@id";
    return attribute == "type" ? "@type" : std::string(attribute);
  }

  static std::string_view trimmed_of_space(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  }

  std::vector<Element> open_;
};

}  // namespace

base::Result<base::Json> nist_tree_of_xml(std::string_view bytes, const std::string& file) {
  TreeBuilder builder;
  const base::Problems syntax = read_xml(bytes, file, builder);
  if (!syntax.empty()) return syntax;
  return builder.take();
}

}  // namespace recanvass::formats
