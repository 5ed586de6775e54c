#include "reconcile/media.h"

#include "base/figures.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::reconcile {
namespace {

struct LoadPlace {
  std::string unit;
  const MediaLoad* load;
};

election::VoteCount sum_of(const std::vector<std::int64_t>& totals) {
  election::VoteCount sum;
  for (const std::int64_t total : totals) sum += election::VoteCount(total);
  return sum;
}

std::string places_of(const std::vector<LoadPlace>& places) {
  std::string out;
  for (const LoadPlace& place : places) {
    out += fmt::format("{}{} in {}", out.empty() ? "" : ", ", place.load->medium, place.unit);
  }
  return out;
}

Finding twice(const std::vector<LoadPlace>& places, Severity severity, std::string words) {
  Finding finding = compare(Rule::R7, severity, places.back().unit,
                            {"loads", static_cast<std::int64_t>(places.size())}, {"allowed", 1});
  finding.about = places.back().load->medium;
  finding.words = std::move(words);
  return finding;
}

}  // namespace

Findings check_media_once(std::span<const UnitRecord> records, const Thresholds& thresholds) {
  std::map<std::string, std::vector<LoadPlace>> by_hash;
  std::map<std::vector<std::int64_t>, std::vector<LoadPlace>> by_totals;
  Findings out;
  for (const UnitRecord& record : records) {
    for (const MediaLoad& load : record.media) {
      out.checked.push_back(Rule::R7);
      const LoadPlace place{record.unit, &load};
      if (!load.hash.empty()) by_hash[load.hash].push_back(place);
      if (sum_of(load.totals) > election::VoteCount(0)) by_totals[load.totals].push_back(place);
    }
  }
  for (const auto& [hash, places] : by_hash) {
    if (places.size() < 2) continue;
    out.found.push_back(twice(
        places, Severity::Red,
        fmt::format("the same content was loaded {} times: {}", places.size(), places_of(places))));
  }
  for (const auto& [totals, places] : by_totals) {
    std::set<std::string> hashes;
    for (const LoadPlace& place : places) hashes.insert(place.load->hash);
    const bool is_hash_matter = hashes.size() == 1 && !hashes.begin()->empty();
    if (places.size() < 2 || is_hash_matter) continue;
    const auto above_zero = static_cast<std::size_t>(
        std::ranges::count_if(totals, [](std::int64_t total) { return total > 0; }));
    const bool telling =
        sum_of(totals) >= thresholds.tuple_votes && above_zero >= thresholds.tuple_figures;
    out.found.push_back(
        twice(places, telling ? Severity::Red : Severity::Info,
              fmt::format("{} sources have the same totals ({} in all): {}", places.size(),
                          base::grouped(sum_of(totals).value()), places_of(places))));
  }
  return out;
}

Findings check_media_present(std::span<const UnitRecord> records) {
  Findings out;
  for (const UnitRecord& record : records) {
    if (record.media_expected.empty()) {
      out.not_checked.push_back({Rule::R8, record.unit, "", {"list of expected media"}});
      continue;
    }
    out.checked.push_back(Rule::R8);
    const std::set<std::string> expected(record.media_expected.begin(),
                                         record.media_expected.end());
    std::set<std::string> seen;
    for (const MediaLoad& load : record.media) seen.insert(load.medium);
    for (const std::string& medium : expected) {
      if (seen.contains(medium)) continue;
      out.found.push_back(
          compare(Rule::R8, Severity::Red, record.unit, {"media seen", 0}, {"media expected", 1}));
      out.found.back().about = medium;
      out.found.back().words =
          fmt::format("medium {} was expected and has not been loaded: the unit is open", medium);
    }
    for (const std::string& medium : seen) {
      if (expected.contains(medium)) continue;
      out.found.push_back(
          compare(Rule::R8, Severity::Red, record.unit, {"media seen", 1}, {"media expected", 0}));
      out.found.back().about = medium;
      out.found.back().words = fmt::format("medium {} was loaded and is not on the list", medium);
    }
  }
  return out;
}

}  // namespace recanvass::reconcile
