#include "scenarios/base/time.h"

#include <fmt/format.h>

namespace attune {

std::string to_text(UtcTime time) {
  using namespace std::chrono;
  const sys_time<milliseconds> at{milliseconds(time.millis)};
  const auto day = floor<days>(at);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<seconds>(at - day));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace attune
