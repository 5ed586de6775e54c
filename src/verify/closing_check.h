// What must hold when a county states its totals and when the whole is certified: nothing open,
// every change with a cause, every finding explained, figures that are still the same (V11 to V14).
// Used by verify/read_deciding.cpp.
#pragma once

#include "verify/replay.h"

#include <string>
#include <vector>

namespace recanvass::verify {

/// A fault, or a held one where batches of the unit are given only together.
void fault_of_unit(Replay& replay, CheckId check, const Said& said, const std::string& unit,
                   const std::string& words);
/// Held faults of units that were not touched since; the others are not known.
void conclude_held_faults(Replay& replay);

/// Everything that stands against a statement of the county at this place.
void check_county(Replay& replay, const Said& said, const std::string& county);

/// What the units of the county add up to now.
[[nodiscard]] CountyStated sums_now(const Record& record, const std::string& county,
                                    std::uint64_t position);

/// V14: the votes that a statement or certificate gives are those that stand at this place, of a
/// county or, when it is empty, of all; so are the winners of a certificate. What rests on sums of
/// groups waits for conclude_stated.
void check_stated(Replay& replay, const Said& said, const std::string& county,
                  const std::map<std::string, std::int64_t>& votes,
                  const std::optional<std::vector<std::string>>& winners);

/// V14: a statement's number of units, of those whose first count stands, and of those without a
/// worksheet.
void check_units_stated(Replay& replay, const Said& said, const std::string& county,
                        const base::Json& found);

/// What has to be read with a certificate, in the order and words in which it states them: signed
/// after it was due; changed units minuted as unexplained, units without a worksheet, units not
/// counted again, units that the policy does not let be counted. `body` is the certificate's.
[[nodiscard]] std::vector<std::string> warnings_of(const Record& record, const base::Json& body);

/// V14: a certificate states them, all and no other. Where figures are given only together, how
/// many changes are minuted as unexplained is not known here. Where it states another wording than
/// this program's, their figures, days, ids and names are compared (recount/wording.h).
void check_warnings(Replay& replay, const Said& said, const base::Json& found);

/// By votes, all who tie for the last seat.
[[nodiscard]] std::vector<std::string> winners_of(const Record& record,
                                                  const std::map<std::string, std::int64_t>& votes);

/// What a tie for the last seat leaves to the law: `clear` have their seats, `tied` share what is
/// left. No value: there is none.
struct SeatTie {
  std::vector<std::string> clear;
  std::vector<std::string> tied;
  std::size_t seats_left = 0;
};
[[nodiscard]] std::optional<SeatTie> tie_of(const Record& record,
                                            const std::map<std::string, std::int64_t>& votes);

/// The lot that was recorded for exactly these votes before this position; null: none.
[[nodiscard]] const LotDrawn* lot_for(const Record& record,
                                      const std::map<std::string, std::int64_t>& votes,
                                      std::uint64_t position);

/// V14: who ties for the last seat is not certified before the law's lot.
void check_tie(Replay& replay, const Said& said);

/// What waited: compared unless a unit of such a group was opened or read again afterwards.
void conclude_stated(Replay& replay);

/// V14: nobody can have signed on this day what the election decided, or what came of a petition,
/// when that was still to come. The days are those that the entries state: when an entry was
/// recorded is no bound, since papers may be recorded later.
void check_signing_day(Replay& replay, const Said& said, base::Date signed_on);
/// V14: no county's latest statement is of a day after this one.
void check_days_of_statements(Replay& replay, const Said& said, base::Date signed_on);

/// Every county made its statement, and nothing of it changed since.
void check_statements(Replay& replay, const Said& said);

/// The units' reported votes still sum to the reported outcome.
void check_reported(Replay& replay, const Said& said);

}  // namespace recanvass::verify
