// Which contests a rule is for. Statutes divide offices more finely than an election package does
// ("state senate" against "legislative"), so a contest may be one of several classes at once.
// Next: law/threshold.h.
#pragma once

#include "election/election.h"
#include "law/answer.h"

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::law {

using ClassSet = std::bitset<kOfficeClasses>;

/// "state_senate" and so on, as written in statutes/.
[[nodiscard]] std::string name_of(OfficeClass office);
[[nodiscard]] std::optional<OfficeClass> office_class_named(std::string_view word);
/// The office of an election package that a class belongs to.
[[nodiscard]] election::Office office_of(OfficeClass office);
/// The class, or several for a group such as "any_statewide", "federal", "legislative", "measure",
/// "local", "any". No value for an unknown word.
[[nodiscard]] std::optional<ClassSet> classes_named(std::string_view word);
/// The classes that a contest of this office can be of.
[[nodiscard]] ClassSet classes_of(election::Office office);
/// In words, shortest form: "statewide offices", "state senate and state house".
[[nodiscard]] std::string words_of(const ClassSet& classes);

enum class SeatScope { Any, OneSeat, SeveralSeats };

/// The contests that a rule is for. The default is every contest.
struct Scope {
  ClassSet classes;                          ///< none set: every class
  std::vector<election::ElectionType> types; ///< empty: every type
  SeatScope seats = SeatScope::Any;

  [[nodiscard]] bool is_everything() const;
};

/// Yes: the contest is inside; No: outside; Unknown: it depends on the class, which the facts leave
/// open.
[[nodiscard]] Verdict covers(const Scope& scope, const Facts& facts);

/// "for ballot questions, primary elections"; empty for every contest.
[[nodiscard]] std::string words_of(const Scope& scope);

}  // namespace recanvass::law
