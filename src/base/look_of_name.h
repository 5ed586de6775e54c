// What a name looks like on paper: two names that a reader cannot tell apart have one look. Asked
// where each unit, account or choice must stand under one name only.
// Next: base/person_name.h, formats/unit_check.h, workflow/look_alikes.h.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace recanvass::base {

/// The name with small letters and single spaces: equal for two spellings of one name.
[[nodiscard]] std::string folded_name(std::string_view name);

/// folded_name() with the letters of other scripts that look like Latin ones made Latin: Greek,
/// Cyrillic and full-width letters; and without characters that have no width.
[[nodiscard]] std::string look_of_name(std::string_view name);

/// look_of_name() with one kind of dash and without spaces, but for those between two digits: "Ward
/// 1" and "WARD1" look alike, "1 11" and "11 1" do not.
[[nodiscard]] std::string look_of_id(std::string_view name);

/// look_of_id() with 0 as o, and with 1 and i as l: for ids that people choose to sign with.
[[nodiscard]] std::string look_of_account(std::string_view id);

/// The small ASCII letter or digit that a character is, is with an accent, or looks like; 0: none.
[[nodiscard]] char plain_letter(char32_t point);

/// Names that were taken, by look_of_id(). The same name may be taken again.
class TakenNames {
 public:
  /// The name that was taken, looks like this one and is spelled otherwise; no value: none.
  [[nodiscard]] std::optional<std::string> look_alike(const std::string& name) const;
  /// Keeps the first spelling.
  void take(const std::string& name);

 private:
  std::map<std::string, std::string> by_look_;
};

}  // namespace recanvass::base
