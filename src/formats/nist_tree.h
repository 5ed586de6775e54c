// XML of the common data formats of NIST, and of exports shaped like them, as the tree that their
// JSON form would be. Used by formats/nist_results.h, formats/nist_cards.h, formats/hart_cards.h.
#pragma once

#include "base/json.h"
#include "formats/xml_events.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// Builds a tree from events: ObjectId is "@id", xsi:type "@type", an element with attributes and
/// text holds its text as Content; a single element is not a list. Elements with anything but text
/// in them have their line as base::kLineMember.
class XmlTreeBuilder : public XmlListener {
 public:
  XmlTreeBuilder() { open_.push_back({"", base::Json::object(), "", 0}); }
  void start(std::string_view name, const std::vector<XmlAttribute>& attributes,
             std::int64_t line) override;
  void text(std::string_view characters) override { open_.back().text += characters; }
  void end(std::string_view name, std::int64_t line) override;

  /// What was built, under the names of its outermost elements; the builder is empty again.
  base::Json take();

 private:
  struct Element {
    std::string name;
    base::Json members;
    std::string text;
    std::int64_t line = 0;
  };
  std::vector<Element> open_;
};

/// Gives each element in the root by itself, so that a report of any size is never whole in memory.
class XmlRecords : public XmlListener {
 public:
  using Take = std::function<void(std::string_view name, base::Json record)>;
  explicit XmlRecords(Take take) : take_(std::move(take)) {}
  void start(std::string_view name, const std::vector<XmlAttribute>& attributes,
             std::int64_t line) override;
  void text(std::string_view characters) override;
  void end(std::string_view name, std::int64_t line) override;

 private:
  Take take_;
  XmlTreeBuilder record_;
  int depth_ = 0;
};

/// The items of a member that may be a list, one item or absent.
[[nodiscard]] std::vector<const base::Json*> items_of(const base::Json& object, const char* key);
/// A member's text or number as text; empty where it is absent or something else.
[[nodiscard]] std::string text_of(const base::Json& object, const char* key);
/// A member that is an object; null where it is absent or something else.
[[nodiscard]] const base::Json* object_of(const base::Json& object, const char* key);

}  // namespace recanvass::formats
