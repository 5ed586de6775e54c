// The text of a report of NIST's as it is written, element by element, in JSON or in XML: both are
// said alike and only their marks differ. Members come in the order of their names, which the XML
// schema asks for. Used by formats/nist_cards_writer.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

enum class ReportSyntax : std::uint8_t { Json, Xml };

/// Writes members of objects and lists of objects, as deep as they are opened.
class NistReportText {
 public:
  explicit NistReportText(ReportSyntax syntax) : syntax_(syntax) {}

  /// The outermost object. @param space  the XML name space
  void open_report(std::string_view space);
  void close_report();
  /// A list of objects under a name, which follow.
  void open_list(std::string_view name);
  void close_list();
  /// An object in a list. @param type  its class, as "CVRSnapshot"   @param id  none: empty
  /// @param is_told  XML says the class because the list may hold others
  void open(std::string_view type, std::string_view id = {}, bool is_told = false);
  void close();
  /// An object that is a member by itself, under its own class's name.
  void open_member(std::string_view type);
  void text(std::string_view name, std::string_view value);
  void number(std::string_view name, std::int64_t value);
  void truth(std::string_view name);
  /// A list of one text, as Status is.
  void only_text(std::string_view name, std::string_view value);
  /// A list of one id that stands for another object, which XML writes without a list.
  void reference(std::string_view name, std::string_view id) { only_text(name, id); }
  void line_end() { out_ += '\n'; }

  /// What was written since the last time.
  [[nodiscard]] std::string take();

 private:
  void name_of_json(std::string_view name);
  void element(std::string_view name, std::string_view value);
  void comma();

  ReportSyntax syntax_;
  std::string out_;
  std::vector<std::string> open_;  // XML: names of elements and, before them, of their lists
  bool follows_ = false;           // JSON: a comma is due before the next thing
};

}  // namespace recanvass::formats
