// What a file is that is neither cards, a manifest nor results that are read, in words that whoever
// works with elections knows: a statement of votes, a report of an audit, a ballot definition; and
// what can be done with it. Used by formats/card_detect.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// The cause of refusing such a file, which is passed over beside files that are read.
inline constexpr const char* kOtherKind = "cards.other-kind";

/// What a list of Hart's is called, whose rows are counted.
inline constexpr const char* kHartList =
    "Hart's list of scanned ballots, which says where papers lie and no votes";

struct OtherFile {
  std::string what;  ///< "a statement of votes: votes of precincts, not cards"
  std::string mend;  ///< what to do instead
  friend bool operator==(const OtherFile&, const OtherFile&) = default;
};

/// By the header in one of the first rows. @pre some row
[[nodiscard]] std::optional<OtherFile> other_table(
    const std::vector<std::vector<std::string>>& rows);
/// Of rows that no reader knows: prose. @pre as above
[[nodiscard]] std::optional<OtherFile> other_text(
    const std::vector<std::vector<std::string>>& rows);
/// By what stands in the beginning of the text.
[[nodiscard]] std::optional<OtherFile> other_json(std::string_view text);
/// By the outermost element.
[[nodiscard]] std::optional<OtherFile> other_xml(std::string_view root);

}  // namespace recanvass::formats
