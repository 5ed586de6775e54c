// The sentence that the minutes have for each kind of event. A sentence names members of the
// event's body in braces; it never names a figure that a machine reported, since everybody reads
// the minutes. What has no sentence here is told by its use case's summary.
#pragma once

#include "workflow/event.h"
#include "workflow/minutes.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

struct MinuteSentence {
  std::string_view kind;
  /// "Container {container} was opened, ..."; {result} of a vote is worked out, {events} is how
  /// many a line sums up. What stands in brackets is left out when a name in it has no value;
  /// "<events|tally was|tallies were>" bends with the number of the name before the first stroke.
  /// Its key for translation is "minute." and the kind.
  std::string_view words;
};

/// In the order of an operation.
[[nodiscard]] std::span<const MinuteSentence> minute_sentences();

/// The names in braces, in their order; empty for a kind without a sentence.
[[nodiscard]] std::vector<std::string> minute_names(const std::string& kind);

/// What an event gives for them, as text; empty where the body has no such member.
[[nodiscard]] std::vector<std::string> minute_values(const Event& event);

/// The sentence of a line.
[[nodiscard]] std::string minute_text(const MinuteLine& line);

/// The same in other words, of another language: `sentence` names the same members in braces and
/// brackets, in whatever order.
/// @param tell  how the value of a member is said; null: as it is
using MinuteTeller = std::function<std::string(std::string_view name, const std::string& value)>;
[[nodiscard]] std::string minute_text_as(const MinuteLine& line, std::string_view sentence,
                                         const MinuteTeller& tell = nullptr);

/// Whether events of this kind are summed up by county and hour.
[[nodiscard]] bool is_summed(const std::string& kind);

}  // namespace recanvass::workflow
