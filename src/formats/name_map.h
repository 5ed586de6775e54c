// Who is meant by a name in a file: by id, by what a person mapped, or by being the same text as a
// name in election.toml. Never a guess. Used by formats/returns_builder.h.
#pragma once

#include "election/election.h"
#include "formats/returns_table.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// What a person said about the names in a file: [result_set.map] of election.toml.
struct NameMap {
  std::string office;  ///< the contest's text in the file; empty: the contest's name
  std::map<std::string, election::ChoiceId> choices;  ///< by text in the file
  std::map<std::string, election::CountyId> counties;
  std::vector<std::string> ignore;  ///< texts of choices or units whose rows are left out
};

/// Positions of the figures that are no votes for anybody.
enum class Reserved : std::size_t { Ballots, Registered, Blank, Overvotes, Total };
constexpr std::size_t kReservedKinds = 5;

/// What the name of a choice stands for.
struct Meaning {
  enum class Kind { Choice, Reserved, Ignored, Unknown };
  Kind kind = Kind::Unknown;
  std::size_t index = 0;  ///< of the contest's choices, or a Reserved
};

/// @param key  as in ReturnsTable::choices
/// Reserved ones stand for themselves, unless map.ignore has them. By names, in this order:
/// map.ignore, map.choices, a choice's name (capitals or not), then the usual words for ballots,
/// registered voters, undervotes and overvotes, and for write-ins when one choice of the contest is
/// marked both write_in and aggregate.
[[nodiscard]] Meaning meaning_of(std::string_view key, Naming naming,
                                 const election::Contest& contest, const NameMap& map);

/// The id of the county meant, the text itself where the jurisdiction lists no counties; no value:
/// none of the jurisdiction's.
[[nodiscard]] std::optional<std::string> county_meant(const std::string& text, Naming naming,
                                                      const election::Jurisdiction& jurisdiction,
                                                      const NameMap& map);

/// True for "Totals", "Grand Total:" and the like: a row that adds others up is not returns. False
/// for a unit whose name merely begins so.
[[nodiscard]] bool names_a_total(std::string_view name);

[[nodiscard]] bool equal_but_for_case(std::string_view left, std::string_view right);

}  // namespace recanvass::formats
