#include "workflow/entry_form.h"

#include "base/date.h"
#include "reconcile/figure.h"
#include "workflow/attachment.h"
#include "workflow/petitions.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::workflow {
namespace {

using base::Json;
using FormMembers = std::vector<FormMember>;

constexpr std::int64_t kFormNumberMax = (std::int64_t{1} << 53) - 1;

bool is_safe_number(const Json& value, std::int64_t least) {
  if (value.is_number_unsigned())
    return value.get<std::uint64_t>() <= std::uint64_t{kFormNumberMax};
  return value.is_number_integer() && value.get<std::int64_t>() >= least;
}

bool is_word(const Json& value) {
  return value.is_string() && !value.get_ref<const std::string&>().empty();
}

bool is_moment(const Json& value) {
  return value.is_string() && base::LocalTime::parse(value.get_ref<const std::string&>()).ok();
}

bool each_is(const Json& values, bool (*test)(const Json&)) {
  return std::all_of(values.begin(), values.end(), test);
}

// Its type alone: what may stand in a member was asked when the command was taken.
bool has_type(const Json& value, FieldType type) {
  const auto is_text = [](const Json& item) { return item.is_string(); };
  const auto is_number = [](const Json& item) { return is_safe_number(item, 0); };
  switch (type) {
    case FieldType::Text:
    case FieldType::Hash: return is_word(value);
    case FieldType::Number:
    case FieldType::Cents: return is_number(value);
    case FieldType::Signed: return is_safe_number(value, -kFormNumberMax);
    case FieldType::Flag: return value.is_boolean();
    case FieldType::Day:
      return value.is_string() && base::Date::parse(value.get_ref<const std::string&>()).ok();
    case FieldType::Moment: return is_moment(value);
    case FieldType::Texts: return value.is_array() && each_is(value, is_text);
    case FieldType::Numbers: return value.is_object() && each_is(value, is_number);
    case FieldType::Record: return value.is_object();
    case FieldType::Records:
      return value.is_array() && each_is(value, [](const Json& item) { return item.is_object(); });
    case FieldType::File: return is_attachment(value);
  }
  return false;
}

bool fits_form(const Json& value, Form form) {
  switch (form) {
    case Form::Word: return is_word(value);
    case Form::Words: return value.is_string();
    case Form::WordOrNull: return value.is_null() || value.is_string();
    case Form::Moment: return is_moment(value);
    case Form::Number: return is_safe_number(value, 0);
    case Form::Signed: return is_safe_number(value, -kFormNumberMax);
    case Form::Texts: return has_type(value, FieldType::Texts);
    case Form::Figures:
      return value.is_array() &&
             each_is(value, [](const Json& item) { return is_safe_number(item, 0); });
    case Form::Votes: return has_type(value, FieldType::Numbers);
    case Form::Changes:
      return value.is_object() &&
             each_is(value, [](const Json& item) { return is_safe_number(item, -kFormNumberMax); });
    case Form::Sayings: return value.is_object() && each_is(value, is_word);
    case Form::Record: return value.is_object();
    case Form::Records: return has_type(value, FieldType::Records);
  }
  return false;
}

std::string form_words(Form form) {
  switch (form) {
    case Form::Word: return "a text that is not empty";
    case Form::Words: return "a text";
    case Form::WordOrNull: return "a text or null";
    case Form::Moment: return words_of(FieldType::Moment);
    case Form::Number: return words_of(FieldType::Number);
    case Form::Signed: return words_of(FieldType::Signed);
    case Form::Texts: return "a list of texts";
    case Form::Figures: return "a list of whole numbers, 0 or more";
    case Form::Votes: return words_of(FieldType::Numbers);
    case Form::Changes: return "an object of names and whole numbers";
    case Form::Sayings: return "an object of names and texts";
    case Form::Record: return words_of(FieldType::Record);
    case Form::Records: return words_of(FieldType::Records);
  }
  return {};
}

class Forms {
 public:
  [[nodiscard]] base::Problems take() { return std::move(problems_); }

  void wrong(const std::string& place, const Json* value, const std::string& wanted) {
    std::string found = value == nullptr ? "nothing" : value->dump(-1, ' ', false, kReplace);
    if (found.size() > 60) found = found.substr(0, 57) + "...";
    problems_.push_back({"fold.form",
                         {"", 0, place},
                         std::move(found),
                         wanted,
                         "This ledger was not written by this program: ask who wrote the entry."});
  }

  void check(const Json& record, const FormMembers& members, const std::string& place) {
    for (auto it = record.begin(); it != record.end(); ++it) {
      if (std::ranges::find(members, it.key(), &FormMember::name) == members.end()) {
        wrong(place + "." + it.key(), &*it, "no such member");
      }
    }
    for (const FormMember& member : members) {
      const auto found = record.find(member.name);
      const std::string inside = place + "." + member.name;
      if (found != record.end()) {
        check_value(*found, member, inside);
      } else if (member.presence == Presence::Always) {
        wrong(inside, nullptr, form_words(member.form));
      }
    }
  }

  void check_value(const Json& value, const FormMember& member, const std::string& place) {
    if (!fits_form(value, member.form)) return wrong(place, &value, form_words(member.form));
    if (!member.one_of.empty() &&
        std::ranges::find(member.one_of, value.get_ref<const std::string&>()) ==
            member.one_of.end()) {
      return wrong(place, &value, fmt::format("one of: {}", fmt::join(member.one_of, ", ")));
    }
    if (member.form == Form::Record) check(value, member.members, place);
    if (member.form != Form::Records) return;
    std::size_t index = 0;
    for (const Json& item : value) {
      check(item, member.members, fmt::format("{}[{}]", place, index++));
    }
  }

 private:
  static constexpr auto kReplace = Json::error_handler_t::replace;
  base::Problems problems_;
};

FormMember perhaps(FormMember member) {
  member.presence = Presence::Perhaps;
  return member;
}

FormMember records(const char* name, FormMembers members) {
  return {name, Form::Records, Presence::Always, std::move(members)};
}

FormMember one_of(const char* name, std::vector<std::string> words) {
  return {name, Form::Word, Presence::Always, {}, std::move(words)};
}

FormMember reported_in_batch() {
  return records("reported", {{"contest", Form::Word},
                              {"votes", Form::Votes},
                              perhaps({"for", Form::Figures}),
                              perhaps({"against", Form::Figures})});
}

// What lists and objects hold, by kind: as the use cases read them.
std::map<std::string, FormMembers> made_records() {
  const FormMember unit{"unit", Form::Word};
  const FormMember votes{"votes", Form::Votes};
  const FormMember choice{"choice", Form::Word};
  const FormMembers named = {{"id", Form::Word}, {"name", Form::Word}};
  const FormMember ballots = perhaps({"ballots", Form::Number});
  const FormMember registered = perhaps({"registered", Form::Number});
  const FormMember tape = records("tape", {choice, {"votes", Form::Number}});
  const FormMember lines = records("lines", {{"item", Form::Word}, {"cents", Form::Number}});
  const FormMember by_member{"votes", Form::Sayings};
  const FormMember sources = records(
      "sources", {{"name", Form::Word}, {"bytes", Form::Number}, {"source_sha256", Form::Word}});
  const FormMember readings = records(
      "readings",
      {{"contest", Form::Word},
       {"state", Form::Word},
       perhaps({"cards", Form::Number}),
       perhaps(votes),
       perhaps(records("marks", {{"choice", Form::Word}, perhaps({"rank", Form::Number})}))});
  const FormMember signers = records("signers", {{"voter", Form::Word}, unit});
  return {
      {"operation.open", {records("choices", named), records("counties", named)}},
      {"manifest.add",
       {records(
           "batches",
           {{"batch", Form::Word}, {"container", Form::Word}, unit, {"ballots", Form::Number}})}},
      {"returns.add", {records("units", {unit, {"name", Form::Word}, votes, ballots, registered})}},
      {"cards.import", {sources}},
      {"cards.correct", {sources}},
      {"result.version",
       {records("units", {unit, votes, perhaps({"name", Form::Word}), ballots, registered,
                          perhaps({"blank", Form::Number}), perhaps({"over", Form::Number}),
                          perhaps(tape)})}},
      {"result.machine", {tape}},
      {"equipment.examine", {records("media", {{"medium", Form::Word}, {"sha256", Form::Word}})}},
      {"expectation.add", {records("units", {unit, votes})}},
      {"fee.quote", {lines}},
      {"fee.actual", {lines}},
      {"petition.precinct",
       {records("petitions", {unit,
                              {"county", Form::Word},
                              {"filed_at", Form::Moment},
                              signers,
                              perhaps({"deposit", Form::Word}),
                              ballots})}},
      {"audit.contest",
       {records("choices", named), records("assertions", {{"kind", Form::Word},
                                                          {"winner", Form::Word},
                                                          {"loser", Form::Word},
                                                          {"lead", Form::Number},
                                                          perhaps({"standing", Form::Texts})})}},
      {"audit.batches",
       {records("batches", {{"batch", Form::Word},
                            {"cards", Form::Number},
                            perhaps({"positions", Form::Words}),
                            perhaps({"imprint", Form::Words}),
                            perhaps({"pool", Form::Words}),
                            perhaps(reported_in_batch())})}},
      {"reading.enter", {readings}},
      {"reading.adjudicate", {readings}},
      {"card.reveal",
       {records("records",
                {{"card", Form::Number}, {"salt", Form::Word}, {"proof", Form::Words}, readings})}},
      {"audit.method", {records("settings", {{"name", Form::Word}, {"value", Form::Word}})}},
      {"motion.vote", {by_member}},
      {"challenge.rule", {by_member}},
      {"objection.rule", {by_member}}};
}

// Of the rule of law that decides, where one is known.
void add_law_members(FormMembers& members) {
  for (const char* name : {"statute", "citation", "in_force", "confidence"}) {
    members.push_back(perhaps({name, Form::Words}));
  }
  members.push_back(perhaps({"cautions", Form::Texts}));
}

FormMembers petition_found() {
  FormMembers members = {
      {"law_allows", Form::Word}, {"sentence", Form::Words}, {"unknown", Form::Texts}};
  members.push_back(
      perhaps({"deadline",
               Form::Record,
               Presence::Always,
               {{"words", Form::Words}, {"status", Form::Word}, perhaps({"until", Form::Words})}}));
  members.push_back(perhaps({"fee",
                             Form::Record,
                             Presence::Always,
                             {{"words", Form::Words},
                              perhaps({"cents", Form::Signed}),
                              perhaps({"refund", Form::Words})}}));
  add_law_members(members);
  return members;
}

FormMembers trigger_found() {
  FormMembers members = {{"law_orders", Form::Word},
                         {"sentence", Form::Words},
                         {"unknown", Form::Texts},
                         perhaps({"waivable", Form::Word}),
                         perhaps({"reported_margin", Form::Signed}),
                         perhaps({"limit_votes", Form::Signed})};
  add_law_members(members);
  return members;
}

FormMembers precincts_found() {
  std::vector<std::string> verdicts;
  for (const PrecinctVerdict verdict :
       {PrecinctVerdict::Waiting, PrecinctVerdict::Accepted, PrecinctVerdict::Refused}) {
    verdicts.push_back(name_of(verdict));
  }
  return {{"statute", Form::Words},
          {"citation", Form::Words},
          {"signers", Form::Number},
          records("rulings", {one_of("verdict", verdicts),
                              {"causes", Form::Texts},
                              {"words", Form::Words},
                              perhaps({"fee_cents", Form::Number})})};
}

FormMembers method_found() {
  return {perhaps({"statute", Form::Words}), perhaps({"citation", Form::Words}),
          perhaps({"method", Form::Words}), perhaps({"extent", Form::Words}),
          perhaps({"later_stage", Form::Words})};
}

FormMembers contest_of_round() {
  FormMembers members = {{"contest", Form::Word}};
  for (const char* figure : {"draws", "phantoms", "not_found", "one_over", "two_over", "one_under",
                             "two_under", "other", "worst"}) {
    members.push_back({figure, Form::Number});
  }
  members.push_back({"risks", Form::Texts});
  members.push_back({"risk", Form::Word});
  members.push_back(one_of(
      "met", {"yes", "no", "counted-confirmed", "counted-contradicted", "counted-not-confirmed"}));
  members.push_back(perhaps(one_of("paper", {"contradicts"})));
  for (const char* figure :
       {"more", "read_again", "in_proportion", "batches", "cards_missing", "pooled"}) {
    members.push_back(perhaps({figure, Form::Number}));
  }
  members.push_back(perhaps({"totals", Form::Word}));
  members.push_back(perhaps({"counted", Form::Votes}));
  members.push_back(perhaps({"more_by_list", Form::Votes}));
  return members;
}

std::map<std::string, FormMembers> made_found() {
  const FormMembers certified = {{"votes", Form::Votes},
                                 {"winners", Form::Texts},
                                 {"warnings", Form::Texts},
                                 perhaps({"wording", Form::Number})};
  return {
      {"audit.draw", {{"round", Form::Number}, {"first", Form::Number}, {"drawn", Form::Figures}}},
      {"audit.round",
       {{"round", Form::Number},
        one_of("verdict", {"go-on", "stop"}),
        records("contests", contest_of_round())}},
      {"audit.hand-count", {{"cards_read", Form::Number}, {"cards_left", Form::Number}}},
      {"cause.assign", {perhaps({"changes", Form::Changes})}},
      {"certificate.issue", certified},
      {"certificate.amend", certified},
      {"county.computed",
       {{"event", Form::Word},
        {"statute", Form::Words},
        {"deadline", Form::Words},
        {"until", Form::WordOrNull},
        {"accepted", Form::Texts},
        {"late", Form::Texts}}},
      {"county.statement",
       {{"votes", Form::Votes},
        {"units", Form::Number},
        {"units_original", Form::Number},
        {"units_without_worksheet", Form::Number}}},
      {"drawdown.record",
       {{"excess", Form::Signed}, {"policy", Form::Words}, {"citation", Form::Words}}},
      {"fee.announce",
       {{"lines_sum_cents", Form::Signed},
        {"lines_of", Form::Number},
        {"sum_less_announced_cents", Form::Signed},
        {"sentence", Form::Words}}},
      {"fee.refund",
       {{"paid_cents", Form::Signed},
        {"actual_cents", Form::Signed},
        {"refunded_before_cents", Form::Signed},
        {"refund_cents", Form::Signed},
        perhaps({"whole_because", Form::Words}),
        perhaps({"unused_units", Form::Texts}),
        perhaps({"deposits", Form::Number})}},
      {"lot.record", {{"votes", Form::Votes}, {"tied", Form::Texts}}},
      {"method.set", method_found()},
      {"petition.precinct", precincts_found()},
      {"petition.rule", petition_found()},
      {"stage.close",
       {one_of("due", {"yes", "no", "unknown"}), perhaps({"statute", Form::Words}),
        perhaps({"citation", Form::Words}), perhaps({"words", Form::Words})}},
      {"trigger.record", trigger_found()},
      {"unit.explain", {perhaps({"residual", Form::Signed})}}};
}

const std::map<std::string, FormMembers>& all_records() {
  static const std::map<std::string, FormMembers> all = made_records();
  return all;
}

const std::map<std::string, FormMembers>& all_found() {
  static const std::map<std::string, FormMembers> all = made_found();
  return all;
}

void check_field(Forms& forms, const UseCase& use_case, const Field& field, const Json& value) {
  if (!has_type(value, field.type)) return forms.wrong(field.name, &value, words_of(field.type));
  if (!field.one_of.empty() &&
      std::ranges::find(field.one_of, value.get_ref<const std::string&>()) == field.one_of.end()) {
    return forms.wrong(field.name, &value,
                       fmt::format("one of: {}", fmt::join(field.one_of, ", ")));
  }
  if (field.type != FieldType::Record && field.type != FieldType::Records) return;
  const FormMember* inside = inside_of(use_case.kind, field.name);
  if (inside != nullptr) forms.check_value(value, *inside, field.name);
}

void check_public_key(Forms& forms, const Json& body, const char* member) {
  const auto key = body.find(member);
  if (key == body.end() || !key->is_string()) return;
  if (read_public_key(key->get_ref<const std::string&>())) return;
  forms.wrong(member, &*key, "an Ed25519 public key in base64");
}

// What is of the right type member by member, and cannot be read together.
void check_whole(Forms& forms, const UseCase& use_case, const Json& body) {
  check_public_key(forms, body, "officer_key");
  check_public_key(forms, body, "public_key");
  if (use_case.kind == "calendar.set" && body.contains("day") == body.contains("moment")) {
    forms.wrong("day", nullptr, "exactly one of \"day\" and \"moment\"");
  }
  if (use_case.kind == "unit.figures") {
    for (const auto& [line, value] : body.at("figures").items()) {
      if (reconcile::figure_named(line)) continue;
      forms.wrong("figures." + line, &value, "a line of the worksheet");
    }
  }
  if (use_case.kind == "petition.precinct" && body.contains("found")) {
    const std::size_t rulings = body.at("found").at("rulings").size();
    if (rulings == body.at("petitions").size()) return;
    forms.wrong("found.rulings", nullptr, "as many rulings as petitions");
  }
}

const FormMember* found_member(const std::string& kind) {
  static const std::map<std::string, FormMember> made = [] {
    std::map<std::string, FormMember> members;
    for (const auto& [of, inside] : all_found()) {
      members.emplace(of, FormMember{"found", Form::Record, Presence::Always, inside});
    }
    return members;
  }();
  const auto found = made.find(kind);
  return found == made.end() ? nullptr : &found->second;
}

}  // namespace

const FormMember* inside_of(const std::string& kind, const std::string& member) {
  const auto of_kind = all_records().find(kind);
  if (of_kind == all_records().end()) return nullptr;
  const auto found = std::ranges::find(of_kind->second, member, &FormMember::name);
  return found == of_kind->second.end() ? nullptr : &*found;
}

const std::vector<FormMember>* found_form(const std::string& kind) {
  const auto found = all_found().find(kind);
  return found == all_found().end() ? nullptr : &found->second;
}

base::Problems form_problems(const UseCase& use_case, const base::Json& body) {
  Forms forms;
  if (!body.is_object()) {
    forms.wrong("", &body, "an object");
    return forms.take();
  }
  for (auto it = body.begin(); it != body.end(); ++it) {
    if (it.key() == "found") continue;
    const auto field = std::ranges::find(use_case.fields, it.key(), &Field::name);
    if (field == use_case.fields.end()) {
      forms.wrong(it.key(), &*it, "no such member");
    } else {
      check_field(forms, use_case, *field, *it);
    }
  }
  for (const Field& field : use_case.fields) {
    if (!field.required || body.contains(field.name)) continue;
    forms.wrong(field.name, nullptr, words_of(field.type));
  }
  const auto found = body.find("found");
  const FormMember* form = found_member(use_case.kind);
  if (found != body.end() && form == nullptr) forms.wrong("found", &*found, "no such member");
  if (found != body.end() && form != nullptr) forms.check_value(*found, *form, "found");
  base::Problems problems = forms.take();
  if (!problems.empty()) return problems;
  Forms whole;
  check_whole(whole, use_case, body);
  return whole.take();
}

}  // namespace recanvass::workflow
