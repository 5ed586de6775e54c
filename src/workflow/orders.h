// What courts ordered, whether work is stayed, what triggered a recount by itself, and how it is to
// be counted. A part of the state (workflow/opening.h).
// While a stay is open, nothing is counted: workflow/gates.h.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace recanvass::workflow {

struct CourtOrder {
  std::uint64_t position = 0;
  std::string court;
  std::string case_number;
  std::string orders;  ///< "recount", "stay", "method", "deadline", "other"
  std::string words;
  std::string made_at;  ///< local time
  base::Json document;  ///< a file by its SHA-256; null: none
};

/// Work is sealed from `from` until it is lifted. Two courts' stays are two stays.
struct Stay {
  std::uint64_t position = 0;
  std::string order;  ///< id of the order that stays
  std::string from;  ///< local time
  std::string words;
  std::optional<std::uint64_t> lifted;  ///< position; no value: open
  std::string lifted_at;
  std::string lifted_words;
  std::string lifting_order;  ///< empty: none was cited
};

/// How ballots are counted again, in all counties or in one. The latest for a place holds.
struct MethodChoice {
  std::uint64_t position = 0;
  std::string county;  ///< empty: wherever no county's own choice holds
  std::string method;  ///< "machine", "hand", "mixed"
  std::string extent;  ///< "whole", "partial", "staged"
  std::vector<std::string> units;  ///< of a partial one, or of the first stage; sorted
  std::string decided_by;  ///< "law", "order", "board"
  std::string order;  ///< id; empty unless an order decides
  std::string words;
  std::set<std::string> by;  ///< accounts
  base::Json found;  ///< the law's words on method, as the program found them
};

/// A recount that the law orders by itself.
struct Trigger {
  std::uint64_t position = 0;
  std::string recorded_at;  ///< local time
  std::string words;
  base::Json found;  ///< the rule and the figures, as the program found them
  std::map<std::string, std::string> waived;  ///< words by the choice that waives
};

struct Orders {
  std::map<std::string, CourtOrder> by_id;
  std::map<std::string, Stay> stays;  ///< by name
  std::vector<MethodChoice> methods;
  std::optional<Trigger> trigger;

  /// Names of stays that are not lifted, in order.
  [[nodiscard]] std::vector<std::string> open_stays() const;
  /// Ids of orders that stay the work and that no stay was recorded of: they seal it all the same.
  [[nodiscard]] std::vector<std::string> stays_to_record() const;
  /// Both: names of stays, then ids of orders.
  [[nodiscard]] std::vector<std::string> seals() const;
  /// What holds for a county; null when nothing was set.
  [[nodiscard]] const MethodChoice* method_for(const std::string& county) const;
  /// Whether there is such an order and its document was given, so that others can read it.
  [[nodiscard]] bool is_on_file(const std::string& order) const;
};

}  // namespace recanvass::workflow
