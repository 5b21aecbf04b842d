#pragma once

namespace attune {

// How often each side won. What ended in a tie is left out, or counts half on each side.
struct WinsLosses {
  double wins = 0;    // 0 or more
  double losses = 0;  // likewise
};

// Evidence against "each side wins with probability 1/2", as a bet that started with 1: the
// likelihood under a win rate drawn from Beta(1/2, 1/2), over that under 1/2:
// e = 2^n B(w + 1/2, l + 1/2) / B(1/2, 1/2), n = w + l (the mixture of Krichevsky & Trofimov 1981;
// specs/emonet-arena-psychometrics-statistics §D.5). Where the sides are equal it ever reaches
// 1 / alpha with probability at most alpha (Ville 1939), so that one may look after every
// comparison and stop at the first e >= 1 / alpha.
double sign_e_value(const WinsLosses& counts);

}  // namespace attune
