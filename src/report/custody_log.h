// The custody log of containers: which seal was found, which was put on, by which two people; and
// room to go on by hand where there is no screen. From the containers of an operation.
#pragma once

#include "report/paper.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::report {

enum class CustodyAct { Recorded, TakenOut, PutBack };
/// What was found of the seal when a container was taken out.
enum class SealFound { AsPutOn, Another, Broken };
enum class CustodyStanding { Sealed, Open, Incident };

/// One time that a container was handled.
struct CustodyEvent {
  std::uint64_t position = 0;  ///< in the ledger
  CustodyAct act = CustodyAct::Recorded;
  std::string seal;             ///< as read, or as put on; empty: it has no number
  SealFound condition = SealFound::AsPutOn;
  std::vector<std::string> by;  ///< names; none for what was recorded on election night
  std::string claimed_time;     ///< UTC
};

struct CustodyContainer {
  std::string id;
  std::string county;  ///< name
  CustodyStanding standing = CustodyStanding::Sealed;
  std::string seal;  ///< the one last put on
  std::vector<CustodyEvent> events;
};

/// A seal or a container that was not as it should be.
struct CustodyIncident {
  std::uint64_t position = 0;
  std::string words;
  std::string resolution;  ///< empty: nobody explained it
};

struct CustodyLog {
  PaperHeading heading;
  std::string place;  ///< "Dane County"; empty: everywhere
  std::vector<CustodyContainer> containers;
  std::vector<CustodyIncident> incidents;
  std::vector<std::string> without_containers;  ///< names of counties that record none
};

/// First what is open and what is unexplained, for the evening's report; then each container's
/// events. CSV: one row an event; one row a container.
[[nodiscard]] PaperDocument custody_log(const CustodyLog& log, const PaperStyle& style);

}  // namespace recanvass::report
