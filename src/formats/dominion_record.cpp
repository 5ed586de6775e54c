#include "formats/dominion_record.h"

#include "base/check.h"
#include "formats/text.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <charconv>
#include <cstring>
#include <limits>
#include <utility>

namespace recanvass::formats {
namespace {

namespace json = simdjson::ondemand;

constexpr int kDepthMax = 64;
constexpr std::int64_t kRankMax = 1000;

// The number of an image, the third part of "00011_00008_000075*.*"; no value where another text
// stands in its place, as in "00011_00008_X*.*".
std::optional<std::uint32_t> image_number(std::string_view token) {
  std::string_view part = token.substr(0, token.find_last_of('"'));
  part = part.substr(part.find_last_of("\\/\"") + 1);
  part = part.substr(0, part.find_first_of("*."));
  for (int parts = 0; parts < 2; ++parts) {
    const std::size_t end = part.find('_');
    if (end != std::string_view::npos) part.remove_prefix(end + 1);
  }
  part = part.substr(0, part.find('_'));
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
  const bool whole = error == std::errc{} && end == part.data() + part.size();
  return whole ? std::optional(number) : std::nullopt;
}

// "*** REDACTED ***", as Alaska's and San Francisco's published exports have it.
bool says_withheld(json::value& value) {
  const std::string_view token = value.raw_json_token();
  if (token.empty() || token[0] != '"') return false;
  return lower_case(token).find("redact") != std::string::npos;
}

bool is_null(json::value& value) {
  bool null = false;
  return *value.raw_json_token().data() == 'n' && value.is_null().get(null) == simdjson::SUCCESS &&
         null;
}

// A member's name as it stands in the text. One with escapes is none that is known.
class Key {
 public:
  explicit Key(json::raw_json_string raw) : raw_(raw.raw()) {}
  // Most names differ from most others in their first letter. Inline, the length of the name is
  // known and the comparison is one of a few words.
  [[nodiscard, gnu::always_inline]] bool is(std::string_view name) const {
    return raw_[0] == name[0] && std::memcmp(raw_, name.data(), name.size()) == 0 &&
           raw_[name.size()] == '"';
  }
  [[nodiscard]] bool has_escapes() const {
    const char* at = raw_;
    while (*at != '"' && *at != '\\') ++at;
    return *at == '\\';
  }
  [[nodiscard]] std::string text() const {
    const char* end = raw_;
    while (*end != '"' && end - raw_ < 40) ++end;
    return {raw_, end};
  }

 private:
  const char* raw_;
};

void clear(DominionRecord& record) {
  record.present = false;
  record.current = false;
  record.portion = 0;
  record.ballot_type = 0;
  record.cards.clear();
  record.contests.clear();
  record.marks.clear();
}

}  // namespace

// Each read_x gives false at a fault, to whose pointer every level puts its part in front.
class DominionSessionParser::Parsing {
 public:
  void begin(const RecordBlock& block);
  const DominionSession* next();
  std::optional<Fault> fault_;
  DominionSession session_;

 private:
  bool read_session(json::object object);
  bool read_session_field(Key key, json::value& value);
  bool read_record(json::value& value, DominionRecord& record);
  bool read_record_field(Key key, json::value& value, DominionRecord& record);
  bool read_card(json::value& value, DominionRecord& record);
  bool read_contests(json::value& value, DominionRecord& record);
  bool read_contest(json::value& value, DominionRecord& record);
  bool read_mark(json::value& value, DominionRecord& record);

  template <class Read>
  bool each_field(json::object& object, Read&& read);
  template <class Read>
  bool each_item(json::value& value, Read&& read);

  bool number(json::value& value, std::int64_t& out, std::int64_t least, std::int64_t most);
  bool truth(json::value& value, bool& out);
  bool skip(json::value& value, int depth);
  bool once(unsigned& seen, unsigned member);
  // Faults are rare and their words long: apart, so that what is read often stays short.
  [[gnu::cold, gnu::noinline]] bool refuse(std::string_view found, std::string_view wanted);
  [[gnu::cold, gnu::noinline]] bool wrong(json::value& value, std::string_view wanted);
  [[gnu::cold, gnu::noinline]] bool wrong_number(json::value& value, std::int64_t least,
                                                 std::int64_t most);

  json::parser parser_;
  json::document document_;
  json::array sessions_;
  std::optional<json::array_iterator> at_;
  std::optional<json::array_iterator> end_;
  bool first_ = true;
  std::string_view image_;
  bool record_withheld_ = false;
  bool may_have_escapes_ = false;  // somewhere in the block a letter is written by its number
  unsigned seen_ = 0;         // members of the session
  unsigned record_seen_ = 0;  // members of the record that is read
};

bool DominionSessionParser::Parsing::refuse(std::string_view found, std::string_view wanted) {
  fault_ = Fault{{}, std::string(found), std::string(wanted)};
  return false;
}

// Of two members of one name another reader may take the other.
bool DominionSessionParser::Parsing::once(unsigned& seen, unsigned member) {
  if ((seen & member) != 0) return refuse("a member twice", "each member once");
  seen |= member;
  return true;
}

bool DominionSessionParser::Parsing::wrong(json::value& value, std::string_view wanted) {
  std::string_view token = value.raw_json_token();
  token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
  return refuse(token.substr(0, 40), wanted);
}

bool DominionSessionParser::Parsing::wrong_number(json::value& value, std::int64_t least,
                                                  std::int64_t most) {
  return wrong(value, fmt::format("a whole number from {} to {}", least, most));
}

bool DominionSessionParser::Parsing::number(json::value& value, std::int64_t& out,
                                            std::int64_t least, std::int64_t most) {
  if (value.get_int64().get(out) == simdjson::SUCCESS && out >= least && out <= most) return true;
  return wrong_number(value, least, most);
}

bool DominionSessionParser::Parsing::truth(json::value& value, bool& out) {
  return value.get_bool().get(out) == simdjson::SUCCESS || wrong(value, "true or false");
}

// Goes through what is not needed, so that a fault in it is found too.
bool DominionSessionParser::Parsing::skip(json::value& value, int depth) {
  const char* const token = value.raw_json_token().data();
  if (*token == '"' || (*token >= '0' && *token <= '9')) return true;
  if (*token == '[' && token[1] == ']') return true;
  json::json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) return refuse("no JSON", "a value");
  if (depth > kDepthMax) return refuse("too many levels", "64 levels at most");
  if (type == json::json_type::array) {
    return each_item(value, [&](json::value& item) { return skip(item, depth + 1); });
  }
  if (type != json::json_type::object) return true;
  json::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) return refuse("no JSON", "an object");
  return each_field(object, [&](Key, json::value& inner) { return skip(inner, depth + 1); });
}

template <class Read>
bool DominionSessionParser::Parsing::each_field(json::object& object, Read&& read) {
  // Members are looked at where they are: to copy one takes as long as to read it.
  for (auto found : object) {
    if (found.error() != simdjson::SUCCESS) return refuse("no JSON", "members of an object");
    json::field& field = found.value_unsafe();
    const Key key(field.key());
    if (may_have_escapes_ && key.has_escapes()) {
      return refuse("a member's name with escapes", "names of members as they are");
    }
    if (!read(key, field.value())) {
      fault_->pointer = "/" + key.text() + fault_->pointer;
      return false;
    }
  }
  return true;
}

template <class Read>
bool DominionSessionParser::Parsing::each_item(json::value& value, Read&& read) {
  json::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return wrong(value, "a list");
  std::size_t position = 0;
  for (auto element : array) {
    if (element.error() != simdjson::SUCCESS) return refuse("no JSON", "items of a list");
    if (!read(element.value_unsafe())) {
      fault_->pointer = fmt::format("/{}{}", position, fault_->pointer);
      return false;
    }
    ++position;
  }
  return true;
}

bool DominionSessionParser::Parsing::read_mark(json::value& value, DominionRecord& record) {
  json::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) return wrong(value, "an object");
  DominionMark mark;
  unsigned seen = 0;
  const auto field = [&](Key key, json::value& inner) {
    if (key.is("CandidateId")) {
      return once(seen, 1U) &&
             number(inner, mark.candidate, 0, std::numeric_limits<std::int32_t>::max());
    }
    if (key.is("Rank")) return once(seen, 2U) && number(inner, mark.rank, 0, kRankMax);
    if (key.is("IsAmbiguous")) return once(seen, 8U) && truth(inner, mark.ambiguous);
    if (key.is("IsVote")) return once(seen, 4U) && truth(inner, mark.vote);
    if (key.is("WriteinIndex")) {
      return once(seen, 16U) &&
             (is_null(inner) ||
              number(inner, mark.written, -1, std::numeric_limits<std::int32_t>::max()));
    }
    return skip(inner, 0);
  };
  if (!each_field(object, field)) return false;
  if ((seen & 7U) != 7U) {
    return refuse("a mark without one of them", "CandidateId, Rank and IsVote");
  }
  record.marks.push_back(mark);
  return true;
}

bool DominionSessionParser::Parsing::read_contest(json::value& value, DominionRecord& record) {
  json::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) return wrong(value, "an object");
  DominionContestVotes contest;
  contest.first_mark = static_cast<std::uint32_t>(record.marks.size());
  unsigned seen = 0;
  const auto field = [&](Key key, json::value& inner) {
    if (key.is("Id")) {
      return once(seen, 1U) &&
             number(inner, contest.contest, 0, std::numeric_limits<std::int32_t>::max());
    }
    if (key.is("Marks")) {
      if (!once(seen, 2U)) return false;
      contest.withheld = says_withheld(inner);
      return contest.withheld ||
             each_item(inner, [&](json::value& mark) { return read_mark(mark, record); });
    }
    if (key.is("Overvotes")) return once(seen, 4U) && number(inner, contest.overvotes, 0, kRankMax);
    return skip(inner, 0);
  };
  if (!each_field(object, field)) return false;
  if ((seen & 3U) != 3U) return refuse("a contest without one of them", "Id and Marks");
  contest.end_mark = static_cast<std::uint32_t>(record.marks.size());
  record.contests.push_back(contest);
  return true;
}

bool DominionSessionParser::Parsing::read_contests(json::value& value, DominionRecord& record) {
  DominionCard card;
  card.first_contest = static_cast<std::uint32_t>(record.contests.size());
  if (!each_item(value, [&](json::value& contest) { return read_contest(contest, record); })) {
    return false;
  }
  card.end_contest = static_cast<std::uint32_t>(record.contests.size());
  record.cards.push_back(card);
  return true;
}

bool DominionSessionParser::Parsing::read_card(json::value& value, DominionRecord& record) {
  json::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) return wrong(value, "an object");
  bool seen = false;
  const auto field = [&](Key key, json::value& inner) {
    if (!key.is("Contests")) return skip(inner, 0);
    if (seen) return refuse("Contests twice", "Contests once");
    seen = true;
    return read_contests(inner, record);
  };
  if (!each_field(object, field)) return false;
  return seen || refuse("a card without them", "Contests");
}

bool DominionSessionParser::Parsing::read_record_field(Key key, json::value& value,
                                                       DominionRecord& record) {
  constexpr std::int64_t kIdMax = std::numeric_limits<std::int32_t>::max();
  if (key.is("PrecinctPortionId")) {
    return once(record_seen_, 1U) && number(value, record.portion, 0, kIdMax);
  }
  if (key.is("BallotTypeId")) {
    return once(record_seen_, 2U) && number(value, record.ballot_type, 0, kIdMax);
  }
  if (key.is("IsCurrent")) return once(record_seen_, 4U) && truth(value, record.current);
  if (key.is("Contests") || key.is("Cards")) {
    if (!record.cards.empty()) return refuse("contests twice", "Contests or Cards, once");
    if (key.is("Contests")) return read_contests(value, record);
    return each_item(value, [&](json::value& card) { return read_card(card, record); });
  }
  return skip(value, 0);
}

bool DominionSessionParser::Parsing::read_record(json::value& value, DominionRecord& record) {
  if (is_null(value)) return true;  // as if it were not there
  json::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) return wrong(value, "an object");
  record.present = true;
  record_seen_ = 0;
  return each_field(
      object, [&](Key key, json::value& inner) { return read_record_field(key, inner, record); });
}

bool DominionSessionParser::Parsing::read_session_field(Key key, json::value& value) {
  constexpr std::int64_t kIdMax = std::numeric_limits<std::int32_t>::max();
  if (key.is("TabulatorId")) {
    return once(seen_, 1U) && number(value, session_.tabulator, 0, kIdMax);
  }
  if (key.is("BatchId")) return once(seen_, 2U) && number(value, session_.batch, 0, kIdMax);
  if (key.is("RecordId")) {
    if (!once(seen_, 4U)) return false;
    std::int64_t id = 0;
    if (value.get_int64().get(id) == simdjson::SUCCESS) {
      session_.position = id > 0 && id <= kIdMax ? static_cast<std::uint32_t>(id) : 0;
      session_.record_text = fmt::to_string(id);
      return true;
    }
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS) return wrong(value, "a record's id");
    session_.record_text = text;
    record_withheld_ = true;
    return true;
  }
  if (key.is("CountingGroupId")) {
    return once(seen_, 8U) && number(value, session_.counting_group, 0, kIdMax);
  }
  if (key.is("ImageMask")) {
    if (!once(seen_, 16U)) return false;
    image_ = value.raw_json_token();
    return true;
  }
  if (key.is("Original")) {
    return once(seen_, 32U) && read_record(value, session_.original);
  }
  if (key.is("Modified")) {
    return once(seen_, 64U) && read_record(value, session_.modified);
  }
  return skip(value, 0);
}

bool DominionSessionParser::Parsing::read_session(json::object object) {
  clear(session_.original);
  clear(session_.modified);
  session_.modified.modified = true;
  session_.position = 0;
  session_.counting_group = 0;
  image_ = {};
  record_withheld_ = false;
  seen_ = 0;
  const bool read = each_field(
      object, [&](Key key, json::value& value) { return read_session_field(key, value); });
  if (!read) return false;
  if ((seen_ & 7U) != 7U) {
    return refuse("a session without one of them", "TabulatorId, BatchId and RecordId");
  }
  if (!record_withheld_) return true;
  // "X" stands for a withheld id; the image is still called after it, unless that is withheld too.
  if (const auto number = image_number(image_)) {
    session_.position = *number;
    session_.record_text = fmt::to_string(*number);
  } else if (session_.record_text.find_first_of("0123456789") == std::string::npos) {
    session_.record_text.clear();
  }
  return true;
}

void DominionSessionParser::Parsing::begin(const RecordBlock& block) {
  fault_.reset();
  first_ = true;
  at_.reset();
  end_.reset();
  may_have_escapes_ = block.list.find("\\u") != std::string_view::npos;
  simdjson::padded_string_view text(block.list, block.capacity);
  if (parser_.iterate(text).get(document_) != simdjson::SUCCESS ||
      document_.get_array().get(sessions_) != simdjson::SUCCESS) {
    refuse("no JSON", "a list of sessions");
    return;
  }
  at_ = sessions_.begin().value_unsafe();
  end_ = sessions_.end().value_unsafe();
}

const DominionSession* DominionSessionParser::Parsing::next() {
  if (fault_ || !at_) return nullptr;
  if (!first_) ++*at_;
  first_ = false;
  if (!(*at_ != *end_)) return nullptr;
  json::value value;
  json::object object;
  if ((**at_).get(value) != simdjson::SUCCESS ||
      value.get_object().get(object) != simdjson::SUCCESS) {
    refuse("no object", "a session");
    return nullptr;
  }
  return read_session(object) ? &session_ : nullptr;
}

DominionSessionParser::DominionSessionParser() : parsing_(std::make_unique<Parsing>()) {}

DominionSessionParser::~DominionSessionParser() = default;

void DominionSessionParser::begin(const RecordBlock& block) { parsing_->begin(block); }

const DominionSession* DominionSessionParser::next() { return parsing_->next(); }

void DominionSessionParser::swap_session(DominionSession& other) {
  std::swap(parsing_->session_, other);
}

const std::optional<DominionSessionParser::Fault>& DominionSessionParser::fault() const {
  return parsing_->fault_;
}

}  // namespace recanvass::formats
