// Warns about urgent orders.
function onLoad(context) {
  "use strict";
}
