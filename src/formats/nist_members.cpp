#include "formats/nist_members.h"

#include "formats/card_reading.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace recanvass::formats {
namespace {

using base::Json;

enum class NistKind : std::uint8_t {
  Text,    // once; a whole number stands for its text
  Whole,   // once, 0 or more
  Word,    // once, one of a list
  Words,   // any number of texts, of a list
  Flag,    // once, true or false
  Texts,   // any number of texts
  Object,  // once
  Objects,
};

struct NistMember {
  std::string_view of;  // the element that has it
  std::string_view name;
  NistKind kind;
  std::string_view inside;  // what the objects are, or the words
};

constexpr std::string_view kYesNoUnknown = "yes, no or unknown";
constexpr std::uint64_t kWholeMax = 1'000'000'000;

constexpr std::array<NistMember, 45> kNistMembers = {{
    {"CVR", "UniqueId", NistKind::Text, ""},
    {"CVR", "BallotAuditId", NistKind::Text, ""},
    {"CVR", "BallotPrePrintedId", NistKind::Text, ""},
    {"CVR", "BallotSheetId", NistKind::Text, ""},
    {"CVR", "BallotStyleId", NistKind::Text, ""},
    {"CVR", "BallotStyleUnitId", NistKind::Text, ""},
    {"CVR", "BatchId", NistKind::Text, ""},
    {"CVR", "BatchSequenceId", NistKind::Whole, ""},
    {"CVR", "CreatingDeviceId", NistKind::Text, ""},
    {"CVR", "CurrentSnapshotId", NistKind::Text, ""},
    {"CVR", "CVRSnapshot", NistKind::Objects, "CVRSnapshot"},
    {"CVRSnapshot", "@id", NistKind::Text, ""},
    {"CVRSnapshot", "Type", NistKind::Word, "interpreted, modified or original"},
    {"CVRSnapshot", "Status", NistKind::Words, "needs-adjudication or other"},
    {"CVRSnapshot", "CVRContest", NistKind::Objects, "CVRContest"},
    {"CVRContest", "ContestId", NistKind::Text, ""},
    {"CVRContest", "Overvotes", NistKind::Whole, ""},
    {"CVRContest", "Undervotes", NistKind::Whole, ""},
    {"CVRContest", "Status", NistKind::Words,
     "invalidated-rules, not-indicated, overvoted, undervoted or other"},
    {"CVRContest", "CVRContestSelection", NistKind::Objects, "CVRContestSelection"},
    {"CVRContestSelection", "ContestSelectionId", NistKind::Text, ""},
    {"CVRContestSelection", "Rank", NistKind::Whole, ""},
    {"CVRContestSelection", "Status", NistKind::Words,
     "generated-rules, invalidated-rules, needs-adjudication or other"},
    {"CVRContestSelection", "SelectionPosition", NistKind::Objects, "SelectionPosition"},
    {"SelectionPosition", "HasIndication", NistKind::Word, kYesNoUnknown},
    {"SelectionPosition", "IsAllocable", NistKind::Word, kYesNoUnknown},
    {"SelectionPosition", "NumberVotes", NistKind::Whole, ""},
    {"SelectionPosition", "FractionalVotes", NistKind::Text, ""},
    {"SelectionPosition", "Rank", NistKind::Whole, ""},
    {"SelectionPosition", "Position", NistKind::Whole, ""},
    {"SelectionPosition", "Status", NistKind::Words,
     "adjudicated, generated-rules, invalidated-rules or other"},
    {"SelectionPosition", "CVRWriteIn", NistKind::Object, ""},
    {"Election", "Contest", NistKind::Objects, "Contest"},
    {"Election", "Candidate", NistKind::Objects, "Candidate"},
    {"Contest", "@id", NistKind::Text, ""},
    {"Contest", "Name", NistKind::Text, ""},
    {"Contest", "VotesAllowed", NistKind::Whole, ""},
    {"Contest", "ContestSelection", NistKind::Objects, "ContestSelection"},
    {"ContestSelection", "@id", NistKind::Text, ""},
    {"ContestSelection", "IsWriteIn", NistKind::Flag, ""},
    {"ContestSelection", "CandidateIds", NistKind::Texts, ""},
    {"Candidate", "@id", NistKind::Text, ""},
    {"Candidate", "Name", NistKind::Text, ""},
    {"GpUnit", "@id", NistKind::Text, ""},
    {"GpUnit", "Name", NistKind::Text, ""},
}};

std::span<const NistMember> members_of(std::string_view element) {
  const auto first = std::ranges::find(kNistMembers, element, &NistMember::of);
  const auto end =
      std::find_if(first, kNistMembers.end(), [&](const auto& each) { return each.of != element; });
  return {first, end};
}

// Of an element of XML with attributes, the text in it.
const Json& content_of(const Json& value) {
  if (value.is_object() && value.contains("Content")) return value.at("Content");
  return value;
}

bool is_text(const Json& value) {
  const Json& content = content_of(value);
  return content.is_string() || content.is_number_integer();
}

bool is_whole_member(const Json& value) {
  const Json& content = content_of(value);
  if (content.is_string()) {
    const std::string text = content.get<std::string>();
    return text.find_first_not_of('0') == std::string::npos
               ? !text.empty()
               : position_of(text) > 0 && position_of(text) <= kWholeMax;
  }
  if (content.is_number_unsigned()) return content.get<std::uint64_t>() <= kWholeMax;
  if (!content.is_number_integer()) return false;
  const auto number = content.get<std::int64_t>();
  return number >= 0 && number <= static_cast<std::int64_t>(kWholeMax);
}

bool is_flag(const Json& value) {
  const Json& content = content_of(value);
  if (content.is_boolean()) return true;
  const std::string text = content.is_string() ? content.get<std::string>() : std::string();
  return text == "true" || text == "false" || text == "0" || text == "1";
}

// One of "yes, no or unknown", in small or capital letters.
bool is_word(const Json& value, std::string_view words) {
  const Json& content = content_of(value);
  if (!content.is_string()) return false;
  const std::string text = lower_case(content.get<std::string>());
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find_first_of(", ", begin), words.size());
    if (words.substr(begin, end - begin) == text && text != "or") return true;
    begin = end + 1;
  }
  return false;
}

// An element of XML with nothing in it is an empty text.
bool is_object(const Json& value) {
  return value.is_object() || (value.is_string() && value.get<std::string>().empty());
}

bool fits_member(const Json& value, const NistMember& member) {
  const auto all = [&](auto&& fits_one) {
    if (!value.is_array()) return fits_one(value);
    return std::ranges::all_of(value, fits_one);
  };
  switch (member.kind) {
    case NistKind::Text: return is_text(value);
    case NistKind::Whole: return is_whole_member(value);
    case NistKind::Word: return is_word(value, member.inside);
    case NistKind::Words:
      return all([&](const Json& each) { return is_word(each, member.inside); });
    case NistKind::Flag: return is_flag(value);
    case NistKind::Texts: return all(is_text);
    case NistKind::Object: return is_object(value);
    case NistKind::Objects: return all(is_object);
  }
  return false;
}

std::string wanted_of(const NistMember& member) {
  switch (member.kind) {
    case NistKind::Text: return "one text";
    case NistKind::Whole: return "one whole number from 0 to 1000000000";
    case NistKind::Word: return std::string(member.inside) + ", once";
    case NistKind::Words: return std::string(member.inside);
    case NistKind::Flag: return "true or false, once";
    case NistKind::Texts: return "texts";
    case NistKind::Object: return "one object";
    case NistKind::Objects: return "objects";
  }
  return {};
}

NistFault fault_at(const NistMember& member, const Json& value) {
  constexpr std::size_t kShown = 60;
  std::string found = value.dump(-1, ' ', true, Json::error_handler_t::replace);
  if (found.size() > kShown) found = found.substr(0, kShown) + "...";
  return {fmt::format("{} {}", member.name, found), wanted_of(member)};
}

std::optional<NistFault> fault_in(std::string_view name, const Json& element) {
  if (!element.is_object()) return std::nullopt;
  for (const NistMember& member : members_of(name)) {
    const auto value = element.find(member.name);
    if (value == element.end() || value->is_null()) continue;
    if (!fits_member(*value, member)) return fault_at(member, *value);
    if (member.kind != NistKind::Objects) continue;
    const auto in_one = [&](const Json& each) { return fault_in(member.inside, each); };
    if (!value->is_array()) {
      if (auto fault = in_one(*value)) return fault;
      continue;
    }
    for (const Json& each : *value) {
      if (auto fault = in_one(each)) return fault;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<NistFault> fault_of_nist(std::string_view member, const Json& element) {
  if (member == "Version") {
    if (element == Json("1.0.0") || element == Json("1.0")) return std::nullopt;
    return NistFault{"Version " + element.dump(-1, ' ', true, Json::error_handler_t::replace),
                     "1.0.0, the version that is read"};
  }
  if (element.is_object()) return fault_in(member, element);
  const bool of_objects =
      member == "CVR" || member == "Election" || member == "GpUnit" || member == "ReportingDevice";
  if (!of_objects || element == Json("")) return std::nullopt;
  return NistFault{std::string(member) + " that is no object", "an object"};
}

}  // namespace recanvass::formats
