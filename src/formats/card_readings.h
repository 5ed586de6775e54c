// What people read on the cards of an audit, typed into a table: a row a card and contest, or a row
// a card with a column a contest. docs/formats/audit-readings.md.
// Next: workflow/audit_measure.h, which knows the contests and the draw.
#pragma once

#include "audit/overstatement.h"
#include "base/result.h"
#include "election/card_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// One cell of the table, as typed.
struct TypedReading {
  base::Place place;
  std::string card;  ///< imprinted id; empty: by its place
  std::string tabulator;
  std::string batch;
  std::string position;
  std::string contest;  ///< name or id; empty: all contests of the card
  std::string text;
  std::string stratum{};  ///< of an audit over strata: whose card it is
};

struct TypedReadings {
  std::string file;
  std::vector<TypedReading> readings;  ///< in the order of the table; empty cells are left out
};

/// The text in any encoding of formats/text.h, as Excel saves it.
/// Causes: those of decode_text() and CsvTable, readings.columns (neither card nor batch and
/// position, no contest).
[[nodiscard]] base::Result<TypedReadings> read_card_readings(std::string text,
                                                             const std::string& file);

/// What a reading says. The views of found() are valid as long as this is.
struct CardReadingSaid {
  enum class Kind : std::uint8_t {
    Marking,
    NotOnCard,  ///< the card does not carry the contest
    NotFound,  ///< no such card
    WrongCard,  ///< another card was pulled; it is to be pulled again
  };
  Kind kind = Kind::Marking;
  election::MarkingState state = election::MarkingState::Blank;
  std::vector<election::Mark> marks;

  /// @pre kind is not WrongCard
  [[nodiscard]] audit::Found found() const;
  friend bool operator==(const CardReadingSaid&, const CardReadingSaid&) = default;
};

/// "(not found)" and "(wrong card)", which are about the card whatever the contest.
[[nodiscard]] std::optional<CardReadingSaid> whole_card_reading(std::string_view text);

/// "Ada", "Ada|Ben", "1=Ada|2=Ben", "Ada*3", "(blank)", "(overvoted)", "(invalid)",
/// "(not on card)" and those above. In a ranked contest names without ranks are ranked in order.
/// Causes: readings.choice (unknown, or twice), readings.rank, readings.text.
[[nodiscard]] base::Result<CardReadingSaid> read_card_reading(const election::CardContest& contest,
                                                              const TypedReading& typed);

}  // namespace recanvass::formats
