// The cards of a draw for the people who fetch and read them: by container, batch and position, and
// a table to type readings into. No mark that a machine read stands on them.
// Used by `recanvass draw`.
#pragma once

#include "audit/asserted_contest.h"
#include "audit/card_draw.h"
#include "report/csv_text.h"
#include "report/terminal.h"

#include <cstdint>
#include <span>
#include <string>

namespace recanvass::report {

/// A summary and the cards of one round by container; repeats and phantoms are said.
[[nodiscard]] std::string draw_text(const audit::CardDraw& draw, const audit::DrawPlan& plan,
                                    std::uint32_t round, const Screen& screen);

/// "retrieval": a row a card of the round, each once, in the order in which paper lies.
[[nodiscard]] CsvTable retrieval_table(const audit::CardDraw& draw, std::uint32_t round);

/// "readings": a row a card of the round and contest that it serves, with an empty reading.
[[nodiscard]] CsvTable readings_table(const audit::CardDraw& draw, std::uint32_t round,
                                      std::span<const audit::AssertedContest> contests);

}  // namespace recanvass::report
