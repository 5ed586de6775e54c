// Turnout beside share of every unit. A picture only: its words say so wherever it is shown.
#include "base/figures.h"
#include "report/chart_screen.h"
#include "report/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace recanvass::report {
namespace {

constexpr const char* kFingerprintTitle = "Turnout and share of each unit: a picture only";

std::string draw_fingerprint(const screen::Fingerprint& picture, const std::string& id,
                             ChartWidth width) {
  const double all = width_in_pixels(width);
  const double side = std::min(all - 68.0, 420.0);
  constexpr double kLeft = 52;
  constexpr double kUp = 10;
  const double bottom = kUp + side;
  const Axis x = Axis::linear(0.0, 100.0, kLeft, kLeft + side);
  const Axis y = Axis::linear(0.0, 100.0, bottom, kUp);
  Svg svg(id + suffix_of(width), all, bottom + 46, kFingerprintTitle,
          fmt::format("{} units by turnout and share in cells of two points; no test is made of "
                      "it. The table below holds cells of ten points.",
                      base::grouped(picture.units)));
  for (int tick = 0; tick <= 100; tick += 20) {
    const double across = x.position(tick);
    const double up = y.position(tick);
    svg.line({across, kUp}, {across, bottom}, "grid");
    svg.line({kLeft, up}, {kLeft + side, up}, "grid");
    svg.text({across, bottom + 18}, Anchor::Middle, "tick", fmt::format("{}%", tick));
    svg.text({kLeft - 6, up + 4}, Anchor::End, "tick", fmt::format("{}%", tick));
  }
  svg.text({kLeft + side / 2, bottom + 38}, Anchor::Middle, "label",
           "across: votes of those who could vote; up: share of the votes");
  std::int64_t most = 1;
  for (const screen::FingerprintCell& cell : picture.cells) most = std::max(most, cell.units);
  const double half = side / screen::Fingerprint::kCells / 2.0;
  const double step = 100.0 / screen::Fingerprint::kCells;
  for (const screen::FingerprintCell& cell : picture.cells) {
    const Point at{x.position(step * (cell.turnout + 0.5)), y.position(step * (cell.share + 0.5))};
    const double part = static_cast<double>(cell.units) / static_cast<double>(most);
    svg.square(at, std::max(0.6, half * std::sqrt(part)), "bar");
  }
  return svg.finish();
}

// "60 to 70%"
std::string band_words(int band) { return fmt::format("{} to {}%", 10 * band, 10 * band + 10); }

}  // namespace

std::optional<Chart> chart_fingerprint(const screen::Answered& answer) {
  if (!answer.fingerprint || answer.fingerprint->cells.empty()) return std::nullopt;
  const std::string id = answer.question.id + "-fingerprint";
  constexpr int kCellsABand = screen::Fingerprint::kCells / 10;
  std::map<std::pair<int, int>, std::pair<std::int64_t, std::int64_t>> bands;
  for (const screen::FingerprintCell& cell : answer.fingerprint->cells) {
    auto& [units, votes] = bands[{cell.turnout / kCellsABand, cell.share / kCellsABand}];
    units += cell.units;
    votes += cell.votes;
  }
  ChartTable table{"Units by turnout and share", {"Turnout", "Share", "Units", "Votes"}, {}};
  for (const auto& [band, sums] : bands) {
    table.rows.push_back({band_words(band.first), band_words(band.second),
                          base::grouped(sums.first), base::grouped(sums.second)});
  }
  return Chart{id,
               kFingerprintTitle,
               "A square stands for the units of a cell, its area for their number. No test is "
               "made of this picture: clouds and tails are what cities, country and old registers "
               "make.",
               draw_fingerprint(*answer.fingerprint, id, ChartWidth::Wide),
               draw_fingerprint(*answer.fingerprint, id, ChartWidth::Narrow),
               std::move(table)};
}

}  // namespace recanvass::report
