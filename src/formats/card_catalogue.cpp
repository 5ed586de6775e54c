#include "formats/card_catalogue.h"

#include "formats/json_members.h"

namespace recanvass::formats {
namespace {

using base::Json;
using election::CardBatch;
using election::CardChoice;
using election::CardChoiceKind;
using election::CardContest;
using election::CardProfile;
using election::RedactedRow;

constexpr const char* kSchema = "recanvass.card-store/1";

Json contest_json(const CardContest& contest) {
  Json choices = Json::array();
  for (const CardChoice& choice : contest.choices) {
    choices.push_back({{"id", choice.id.text},
                       {"kind", choice.kind == CardChoiceKind::Named ? "named" : "write-in"},
                       {"name", choice.name}});
  }
  return {{"choices", std::move(choices)}, {"id", contest.id.text},
          {"name", contest.name},          {"ranks", contest.ranks},
          {"vote_for", contest.vote_for},  {"vote_unit", contest.vote_unit}};
}

Json redacted_json(const RedactedRow& row) {
  Json votes = Json::array();
  for (const RedactedRow::Votes& entry : row.votes) {
    votes.push_back({entry.contest, entry.choice, entry.votes.value()});
  }
  Json cards;
  if (row.cards) cards = row.cards->value();
  return {{"cards", std::move(cards)}, {"label", row.label}, {"votes", std::move(votes)}};
}

CardContest read_contest(MemberReader& reader, const Json& json) {
  CardContest contest;
  contest.id.text = reader.text(json, "id");
  contest.name = reader.text(json, "name");
  contest.ranks = reader.number<std::int32_t>(json, "ranks");
  contest.vote_for = reader.number<std::int32_t>(json, "vote_for");
  contest.vote_unit = reader.number<std::int32_t>(json, "vote_unit");
  for (const Json& choice : reader.list(json, "choices")) {
    const std::string kind = reader.text(choice, "kind");
    if (kind != "named" && kind != "write-in") reader.refuse();
    contest.choices.push_back({{reader.text(choice, "id")},
                               reader.text(choice, "name"),
                               kind == "named" ? CardChoiceKind::Named : CardChoiceKind::WriteIn});
  }
  if (contest.vote_unit < 1 || contest.choices.size() >= election::kChoiceLimit) reader.refuse();
  return contest;
}

RedactedRow read_redacted(MemberReader& reader, const Json& json) {
  RedactedRow row;
  row.label = reader.text(json, "label");
  if (reader.ok() && json.contains("cards") && !json.at("cards").is_null()) {
    row.cards = election::CardCount(reader.number<std::int64_t>(json, "cards"));
  }
  for (const Json& entry : reader.list(json, "votes")) {
    const auto items = reader.items(entry, 3);
    row.votes.push_back({reader.number<std::uint32_t>(items[0]),
                         reader.number<election::ChoiceIndex>(items[1]),
                         election::VoteCount(reader.number<std::int64_t>(items[2]))});
  }
  return row;
}

std::vector<std::string> read_texts(MemberReader& reader, const Json& json, const char* key) {
  std::vector<std::string> texts;
  for (const Json& text : reader.list(json, key)) texts.push_back(reader.text(text));
  return texts;
}

}  // namespace

std::string card_catalogue(const election::CardStore& store) {
  const election::CardNames& names = store.names();
  Json contests = Json::array();
  for (const CardContest& contest : names.contests) contests.push_back(contest_json(contest));
  Json profiles = Json::array();
  for (const CardProfile& profile : names.profiles) {
    profiles.push_back(
        {profile.style, profile.precinct, profile.counting_group, profile.adjudicated ? 1 : 0});
  }
  Json batches = Json::array();
  for (const CardBatch& batch : names.batches) batches.push_back({batch.tabulator, batch.name});
  Json redacted = Json::array();
  for (const RedactedRow& row : store.redacted()) redacted.push_back(redacted_json(row));
  return base::canonical_json({{"schema", kSchema},
                               {"contests", std::move(contests)},
                               {"styles", names.styles},
                               {"precincts", names.precincts},
                               {"counting_groups", names.counting_groups},
                               {"tabulators", names.tabulators},
                               {"profiles", std::move(profiles)},
                               {"batches", std::move(batches)},
                               {"redacted", std::move(redacted)}});
}

std::optional<CardCatalogue> read_card_catalogue(std::string_view text) {
  const auto parsed = base::parse_json(text, "catalogue");
  if (!parsed || !parsed->is_object()) return std::nullopt;
  MemberReader reader;
  if (reader.text(*parsed, "schema") != kSchema) return std::nullopt;
  CardCatalogue catalogue;
  election::CardNames& names = catalogue.names;
  for (const Json& json : reader.list(*parsed, "contests")) {
    names.contests.push_back(read_contest(reader, json));
  }
  names.styles = read_texts(reader, *parsed, "styles");
  names.precincts = read_texts(reader, *parsed, "precincts");
  names.counting_groups = read_texts(reader, *parsed, "counting_groups");
  names.tabulators = read_texts(reader, *parsed, "tabulators");
  for (const Json& json : reader.list(*parsed, "profiles")) {
    const auto items = reader.items(json, 4);
    names.profiles.push_back(
        {reader.number<std::uint32_t>(items[0]), reader.number<std::uint32_t>(items[1]),
         reader.number<std::uint32_t>(items[2]), reader.number<std::uint32_t>(items[3]) == 1});
  }
  for (const Json& json : reader.list(*parsed, "batches")) {
    const auto items = reader.items(json, 2);
    names.batches.push_back({reader.number<std::uint32_t>(items[0]), reader.text(items[1])});
  }
  for (const Json& json : reader.list(*parsed, "redacted")) {
    catalogue.redacted.push_back(read_redacted(reader, json));
  }
  if (!reader.ok()) return std::nullopt;
  return catalogue;
}

}  // namespace recanvass::formats
