// The minutes as the ledger gives them: a line an event, in the order of the ledger, with motions
// and votes in place. Tallies, batches taken and objected envelopes are summed up by county and
// hour, since there may be a million of them, while nothing stands between them but others that are
// summed up. A part of the state (workflow/judging.h).
// Next: workflow/minute_words.h for the sentences.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace recanvass::workflow {

struct Event;
struct Operation;

/// What the minutes keep of one event, or of the like events of one county and hour.
struct MinuteLine {
  std::uint64_t position = 0;
  std::uint64_t last_position = 0;  ///< the same, unless it sums up several
  std::int64_t events = 1;
  std::string kind;
  std::string author;  ///< empty when it sums up several
  std::string claimed_time;  ///< a claim; of the first
  std::string county;  ///< empty: the whole jurisdiction
  std::vector<std::string> values;  ///< what the kind's sentence names, in its order
  std::int64_t claimed_earlier = 0;  ///< events that claim a time before that of an earlier entry
  bool two_persons = false;  ///< takes effect only when a second person approves
};

/// A motion of a board, and what became of it.
struct Motion {
  std::string id;
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string county;  ///< empty: the state's board
  std::string words;
  std::string mover;
  std::string seconder;
  std::map<std::string, std::string> votes;  ///< by member; empty: not voted on
  std::optional<std::uint64_t> voted_at;
  std::string voted_time;
};

struct Minutes {
  std::vector<MinuteLine> lines;  ///< by position
  /// Index of the line that sums up a county, a kind and an hour; only lines that may still grow.
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t, std::less<>> summed;
  std::map<std::string, Motion> motions;  ///< by id
  std::vector<std::string> motion_order;  ///< ids as they were made
};

/// How the time that an event claims stands to those before it.
enum class ClaimedOrder { InOrder, Earlier };

/// Adds an event to the minutes. Called by the fold for every event, after it was applied.
void add_to_minutes(Operation& operation, const Event& event, ClaimedOrder order);

/// The line that holds an event. Null when there is none.
[[nodiscard]] const MinuteLine* minute_line_at(const Minutes& minutes, std::uint64_t position);

}  // namespace recanvass::workflow
